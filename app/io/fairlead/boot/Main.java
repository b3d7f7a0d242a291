package io.fairlead.boot;

/** Starts Fairlead. */
public final class Main {

  private Main() {}

  /** The entry of the program. */
  public static void main(String[] arguments) {
    System.exit(0);
  }
}
