package io.fairlead.ui.callfile;

import io.fairlead.ui.fx.Texts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/**
 * How the standing of a request looks in a line.
 *
 * @param note a few words beside the name; empty for none
 * @param words the same for who cannot see the icon
 * @param tone a style class: good, odd, bad or none
 */
record StandingSign(Ikon icon, String note, String words, String tone) {

  static StandingSign of(Standing now) {
    if (now.stale()) {
      String words = Texts.of("callfile.stale");
      return new StandingSign(Feather.CLOCK, words, words, "odd");
    }
    return switch (now.kind()) {
      case NOT_RUN -> new StandingSign(Feather.CIRCLE, "", Texts.of("callfile.not-run"), "");
      case WAITING -> said(Feather.MORE_HORIZONTAL, Texts.of("callfile.waiting"), "");
      case RUNNING -> said(Feather.LOADER, Texts.of("callfile.running"), "");
      case HELD ->
          now.of() == 0
              ? new StandingSign(Feather.CHECK, "", Texts.of("callfile.answered"), "")
              : new StandingSign(Feather.CHECK_CIRCLE, "", Texts.of("callfile.all-held"), "good");
      case FAILED ->
          said(Feather.X_CIRCLE, Texts.of("callfile.failed", now.of() - now.held()), "bad");
      case NO_ANSWER -> said(Feather.ALERT_CIRCLE, Texts.of("callfile.no-answer"), "bad");
      case STOPPED -> said(Feather.SLASH, Texts.of("callfile.stopped"), "");
    };
  }

  private static StandingSign said(Ikon icon, String words, String tone) {
    return new StandingSign(icon, words, words, tone);
  }
}
