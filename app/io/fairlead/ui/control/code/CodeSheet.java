package io.fairlead.ui.control.code;

import java.util.Objects;

/** The stylesheet of these controls; each of them brings it along. */
final class CodeSheet {

  private CodeSheet() {}

  static String url() {
    return Objects.requireNonNull(CodeSheet.class.getResource("/views/control/code.css"))
        .toExternalForm();
  }
}
