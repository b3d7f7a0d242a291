package io.fairlead.ui.inbox;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncState;
import io.fairlead.model.Failure;
import io.fairlead.ui.fx.Texts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/**
 * How the state of a call looks in a line.
 *
 * @param text a few words
 * @param tone a style class: good, odd, bad or none
 */
record CallSign(Ikon icon, String text, String tone) {

  static CallSign of(AsyncCall call) {
    if (call.unheard().isPresent()) {
      return new CallSign(Feather.WIFI_OFF, Texts.of("inbox.unheard"), "bad");
    }
    return switch (call.state()) {
      case AsyncState.Queued _ -> new CallSign(Feather.SEND, Texts.of("inbox.sending"), "");
      case AsyncState.Accepted _ -> new CallSign(Feather.CLOCK, Texts.of("inbox.accepted"), "");
      case AsyncState.CalledBack back -> calledBack(back);
      case AsyncState.Refused refused when refused.failure() instanceof Failure.OutcomeUnknown ->
          call.awaited()
              ? new CallSign(Feather.HELP_CIRCLE, Texts.of("inbox.unknown-waiting"), "odd")
              : new CallSign(Feather.HELP_CIRCLE, Texts.of("inbox.unknown"), "odd");
      case AsyncState.Refused _ -> new CallSign(Feather.X_CIRCLE, Texts.of("inbox.refused"), "bad");
      case AsyncState.Expired expired ->
          switch (expired.reason()) {
            case TIME -> new CallSign(Feather.X_CIRCLE, Texts.of("inbox.expired"), "bad");
            case STOPPED -> new CallSign(Feather.SLASH, Texts.of("inbox.stopped"), "");
          };
      case AsyncState.Oversized _ ->
          new CallSign(Feather.X_CIRCLE, Texts.of("inbox.oversized"), "bad");
    };
  }

  private static CallSign calledBack(AsyncState.CalledBack back) {
    boolean well = back.status() >= 200 && back.status() < 300;
    if (back.late()) {
      return new CallSign(Feather.CLOCK, Texts.of("inbox.late"), "odd");
    }
    if (back.truncated()) {
      return new CallSign(Feather.ALERT_TRIANGLE, Texts.of("inbox.in-part"), "odd");
    }
    return well
        ? new CallSign(Feather.CHECK_CIRCLE, Texts.of("inbox.called-back"), "good")
        : new CallSign(
            Feather.ALERT_TRIANGLE,
            Texts.of("inbox.called-back"),
            back.status() >= 500 ? "bad" : "odd");
  }
}
