package io.fairlead.localgateway.function;

/** Why a change to the functions was refused, as the HTTP answer says it. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** With the status and the text of the answer, without the final newline. */
  public Refusal(int status, String text) {
    super(text);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The text of the answer, without the final newline. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
