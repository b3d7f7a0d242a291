package io.fairlead.boot;

import picocli.CommandLine.IVersionProvider;

/** The version of this program and of what it runs on. */
final class Version implements IVersionProvider {

  /** The version, from the jar's manifest. */
  static String ofProgram() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "Fairlead " + ofProgram(),
      "Java "
          + Runtime.version()
          + ", JavaFX "
          + System.getProperty("javafx.version", "not started")
    };
  }
}
