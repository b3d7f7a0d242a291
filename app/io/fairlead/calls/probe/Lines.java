package io.fairlead.calls.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections of an event loop: how many there are, which of them are idle, and which of the
 * host's addresses the next one goes to. For the thread of the loop alone.
 */
final class Lines {

  /** What came of opening a connection. */
  enum Opening {
    OPEN,
    PENDING,
    REFUSED
  }

  private final List<InetSocketAddress> addresses;
  private final ByteBuffer request;
  private final Selector selector;
  private final int most;
  private final ByteBuffer unasked = ByteBuffer.allocateDirect(16);

  /** Connections without a call; the one used last is used first, so that few stay warm. */
  private final Deque<Line> idle = new ArrayDeque<>();

  private int open;
  private int preferred;
  private boolean wary;

  /**
   * No connections yet.
   *
   * @param most how many there may be
   * @param wary whether each is looked at before it is used again
   */
  Lines(
      List<InetSocketAddress> addresses,
      ByteBuffer request,
      Selector selector,
      int most,
      boolean wary) {
    this.addresses = List.copyOf(addresses);
    this.request = request;
    this.selector = selector;
    this.most = most;
    this.wary = wary;
  }

  /** A line without a connection. */
  Line unconnected() {
    return new Line(request);
  }

  /** An idle connection, a line for a new one, or null where there may be no more. */
  @Nullable Line take() {
    for (Line line = idle.pollLast(); line != null; line = idle.pollLast()) {
      if (isUsable(line)) {
        return line;
      }
      release(line);
    }
    return open < most ? unconnected() : null;
  }

  /** A connection has no call at the moment. */
  void park(Line line) {
    idle.add(line);
  }

  /** The server did something to an idle connection: it is of no more use. */
  void lostIdle(Line line) {
    wary = true;
    idle.remove(line);
    release(line);
  }

  /** A server closes connections without a word: each is looked at from now on. */
  void beWary() {
    wary = true;
  }

  /** Whether an idle connection can carry a call. */
  boolean isUsable(Line line) {
    if (!wary) {
      return true;
    }
    unasked.clear();
    try {
      return line.read(unasked) == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /** Opens a connection to the first address that does not refuse, beginning with the best. */
  Opening open(Line line) {
    line.tries = 0;
    line.address = preferred;
    open++;
    return tryOn(line);
  }

  private Opening tryOn(Line line) {
    while (line.tries < addresses.size()) {
      line.tries++;
      try {
        if (line.connect(addresses.get(line.address), selector)) {
          preferred = line.address;
          return Opening.OPEN;
        }
        return Opening.PENDING;
      } catch (IOException | UnresolvedAddressException | UnsupportedAddressTypeException _) {
        refused(line);
      }
    }
    return Opening.REFUSED;
  }

  /** The system has news of a connection that was pending. */
  Opening goOn(Line line) {
    try {
      if (!line.finishConnect()) {
        return Opening.PENDING;
      }
      preferred = line.address;
      return Opening.OPEN;
    } catch (IOException _) {
      refused(line);
      return tryOn(line);
    }
  }

  private void refused(Line line) {
    line.close();
    line.address = (line.address + 1) % addresses.size();
  }

  /** An address did not answer at all: the next connections go elsewhere. */
  void avoid(Line line) {
    preferred = (line.address + 1) % addresses.size();
  }

  /** Closes the connection of a line. */
  void release(Line line) {
    line.close();
    open--;
  }
}
