package io.fairlead.ui.call;

import io.fairlead.calls.KeptCall;

/** Where calls from elsewhere are taken up; the shell is it. On the FX thread. */
@FunctionalInterface
public interface CallDesk {

  /**
   * Shows a call that was kept where it can be changed and sent: in its function's editor, or as a
   * new call where that function is gone.
   */
  void openCall(KeptCall call);
}
