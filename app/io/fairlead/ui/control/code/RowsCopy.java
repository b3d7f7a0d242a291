package io.fairlead.ui.control.code;

import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/**
 * Copies rows: put together on the worker, at most 4 MiB of characters, and said so where that was
 * not all.
 */
final class RowsCopy {

  /** Characters at most. */
  static final int MOST = 4 << 20;

  private static final int ROWS_AT_ONCE = 256;

  private record Job(Rows rows, RowSelection selection) {}

  private final Door door;
  private final Recomputation copying;
  private final Consumer<String> say;
  private volatile @Nullable Job newest;

  RowsCopy(Executor worker, Door door, Consumer<String> say) {
    this.door = door;
    this.say = say;
    this.copying = new Recomputation(worker, this::run);
  }

  void copy(Rows rows, RowSelection selection) {
    newest = new Job(rows, selection);
    copying.request();
  }

  private void run() {
    Job job = newest;
    if (job == null) {
      return;
    }
    newest = null;
    try {
      StringBuilder text = new StringBuilder();
      long row = job.selection().first();
      long last = job.selection().last();
      while (row <= last && text.length() < MOST) {
        List<Row> read = job.rows().read(row, (int) Math.min(ROWS_AT_ONCE, last - row + 1));
        if (read.isEmpty()) {
          break;
        }
        read.forEach(one -> append(text, job.rows(), one));
        row += read.size();
      }
      boolean cut = text.length() > MOST || row <= last;
      text.setLength(Math.min(text.length(), MOST));
      String copied = text.toString();
      door.post(copying, () -> put(copied, cut));
    } catch (IOException e) {
      String words = Texts.of("viewer.unreadable", String.valueOf(e.getMessage()));
      door.post(copying, () -> say.accept(words));
    }
  }

  /** A line that goes on in the next row has no end here. */
  private static void append(StringBuilder text, Rows rows, Row row) {
    boolean continues = row.label().isEmpty();
    if (!text.isEmpty() && !continues) {
      text.append('\n');
    }
    text.append(rows.copied(row));
  }

  private void put(String copied, boolean cut) {
    ClipboardContent content = new ClipboardContent();
    content.putString(copied);
    Clipboard.getSystemClipboard().setContent(content);
    String size = Figures.bytes(copied.length());
    say.accept(cut ? Texts.of("viewer.copied-cut", size) : Texts.of("viewer.copied", size));
  }
}
