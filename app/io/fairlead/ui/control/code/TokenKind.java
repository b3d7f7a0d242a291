package io.fairlead.ui.control.code;

import java.util.List;

/** What a part of a text is, as far as its colour is concerned. */
public enum TokenKind {
  PLAIN("code-plain"),
  PUNCTUATION("code-punctuation"),
  KEY("code-key"),
  STRING("code-string"),
  NUMBER("code-number"),
  LITERAL("code-literal"),
  TAG("code-tag"),
  ATTRIBUTE("code-attribute"),
  COMMENT("code-comment"),
  ERROR("code-error");

  private final String styleClass;

  TokenKind(String styleClass) {
    this.styleClass = styleClass;
  }

  /** The style classes that colour it. */
  List<String> styleClasses() {
    return List.of(styleClass);
  }
}
