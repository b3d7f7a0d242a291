package io.fairlead.ui.control.code;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code text/event-stream} as it comes, cut anywhere, in bounded memory: the format of the
 * HTML standard, section 9.2.6. An event whose data is longer than the limit keeps its beginning; a
 * stream that ends inside an event drops it, as the standard says.
 *
 * <p>Pure; one thread at a time.
 */
public final class ServerSentEvents {

  /** What is kept of an event's data, in bytes of UTF-8. */
  public static final int MOST_DATA = 256 << 10;

  /** What is kept of a type or an id. */
  private static final int MOST_NAME = 1 << 10;

  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InstantSource clock;
  private final Consumer<EventRow> received;
  private final int mostData;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private boolean hasData;
  private boolean lineCut;
  private boolean cut;
  private boolean afterReturn;
  private int bomSeen;
  private String event = "";
  private String id = "";
  private Optional<Duration> retry = Optional.empty();

  /** Hands each event to the receiver, on the thread that brings its last byte. */
  public ServerSentEvents(InstantSource clock, Consumer<EventRow> received) {
    this(clock, received, MOST_DATA);
  }

  ServerSentEvents(InstantSource clock, Consumer<EventRow> received, int mostData) {
    this.clock = clock;
    this.received = received;
    this.mostData = mostData;
  }

  /** How long a client should wait before it connects anew, where the stream said so. */
  public Optional<Duration> retry() {
    return retry;
  }

  /** Takes the next bytes. */
  public void accept(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      byte b = bytes[i];
      if (bomSeen >= 0 && isBom(b)) {
        continue;
      }
      if (b == '\n' && afterReturn) {
        afterReturn = false;
        continue;
      }
      afterReturn = b == '\r';
      if (b == '\n' || b == '\r') {
        endLine();
      } else {
        keep(b);
      }
    }
  }

  /** One mark at the very beginning is no part of the first line. */
  private boolean isBom(byte b) {
    if (bomSeen < BOM.length && b == BOM[bomSeen]) {
      bomSeen++;
      return true;
    }
    if (bomSeen > 0 && bomSeen < BOM.length) {
      line.write(BOM, 0, bomSeen);
    }
    bomSeen = -1;
    return false;
  }

  private void keep(byte b) {
    // Room for the name of the field; the data's own limit comes later.
    if (line.size() < mostData + 64) {
      line.write(b);
    } else {
      lineCut = true;
    }
  }

  private void endLine() {
    if (line.size() == 0) {
      dispatch();
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    int colon = text.indexOf(':');
    if (colon == 0) {
      lineCut = false;
      return;
    }
    String field = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    take(field, value.startsWith(" ") ? value.substring(1) : value);
    lineCut = false;
  }

  private void take(String field, String value) {
    switch (field) {
      case "event" -> event = beginning(value);
      case "data" -> {
        append(value);
        cut |= lineCut;
      }
      case "id" -> {
        if (value.indexOf('\0') < 0) {
          id = beginning(value);
        }
      }
      case "retry" -> {
        if (!value.isEmpty()
            && value.length() < 10
            && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
          retry = Optional.of(Duration.ofMillis(Long.parseLong(value)));
        }
      }
      default -> {
        // Other fields are ignored, says the standard.
      }
    }
  }

  private static String beginning(String value) {
    return value.length() <= MOST_NAME ? value : value.substring(0, MOST_NAME);
  }

  private void append(String value) {
    byte[] bytes = ((hasData ? "\n" : "") + value).getBytes(StandardCharsets.UTF_8);
    hasData = true;
    int kept = Math.min(bytes.length, mostData - data.size());
    while (kept > 0 && kept < bytes.length && (bytes[kept] & 0xC0) == 0x80) {
      kept--;
    }
    data.write(bytes, 0, kept);
    cut |= kept < bytes.length;
  }

  private void dispatch() {
    if (hasData) {
      String type = event.isEmpty() ? "message" : event;
      received.accept(
          new EventRow(clock.instant(), type, id, data.toString(StandardCharsets.UTF_8), cut));
    }
    event = "";
    data.reset();
    hasData = false;
    cut = false;
  }
}
