package io.fairlead.calls.file;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;

/** What a watched folder holds at a moment, or why it shows nothing. */
public sealed interface FolderListing {

  /**
   * One file: as long as this is equal, so is the file's content.
   *
   * @param size in bytes
   * @param modified as exact as the file system keeps it
   */
  record Entry(Path file, long size, FileTime modified) {
    public Entry {
      Objects.requireNonNull(file);
      Objects.requireNonNull(modified);
    }
  }

  /**
   * The folder is there.
   *
   * @param calls its call files, those of its folders included, in the order of their paths
   * @param environments files of environments, in the same order
   * @param notes what is not shown and why, a sentence each
   */
  record Present(List<Entry> calls, List<Entry> environments, List<String> notes)
      implements FolderListing {
    public Present {
      calls = List.copyOf(calls);
      environments = List.copyOf(environments);
      notes = List.copyOf(notes);
    }
  }

  /** There is no such folder, or no longer. */
  record Gone() implements FolderListing {}

  /**
   * The folder is there and cannot be read.
   *
   * @param why in one sentence
   */
  record Unreadable(String why) implements FolderListing {
    public Unreadable {
      Objects.requireNonNull(why);
    }
  }
}
