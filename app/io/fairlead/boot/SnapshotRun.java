package io.fairlead.boot;

import java.io.PrintStream;
import java.nio.file.Path;

final class SnapshotRun {
  private SnapshotRun() {}

  static void run(Arguments arguments, Path folder, Path data, PrintStream out) {}
}
