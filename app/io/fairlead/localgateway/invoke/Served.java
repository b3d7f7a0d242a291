package io.fairlead.localgateway.invoke;

/** How this gateway names itself. */
public final class Served {

  /** Its version: the contract that it follows is that of the Community gateway 0.27. */
  public static final String VERSION = "0.1.0";

  /** The value of {@code X-Served-By}. */
  public static final String BY = "fairlead-local/" + VERSION;

  private Served() {}
}
