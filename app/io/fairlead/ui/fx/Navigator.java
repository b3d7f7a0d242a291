package io.fairlead.ui.fx;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import java.util.Optional;

/** Goes to a place in the window; every screen has it, the shell is it. On the FX thread. */
public interface Navigator {

  /** Opens or focuses a gateway's editor. */
  void openGateway(GatewayId gateway);

  /** Opens or focuses a function's editor. */
  void openFunction(FunctionRef function);

  /** Opens or focuses a function's editor on its call tab. */
  void openCall(FunctionRef function);

  /** Opens or focuses a function's editor on its log tab. */
  void openLogs(FunctionRef function);

  /** Asks what to deploy to a gateway. */
  void deployTo(GatewayId gateway);

  /** Asks which gateway to add. */
  void addGateway();

  /** Takes a gateway out of the workbench; the gateway itself is not touched. */
  void removeGateway(GatewayId gateway);

  /** Asks whether to delete a function. */
  void askDelete(FunctionRef function);

  /** Asks where a gateway's callbacks are received; the one in front where none is named. */
  void askCallbackAddress(Optional<GatewayId> gateway);

  /** Asks before something is done; the verb is what its button says. */
  void ask(String title, String text, String verb, Runnable run);

  /** Says something in the status line. */
  void say(String text);

  /** Closes the sheet that is open, if one is. */
  void closeSheet();
}
