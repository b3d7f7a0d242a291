package io.fairlead.calls.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a probe and the call on it. A line outlives its connection: a worker keeps its
 * line for the whole run. For the thread of the event loop alone.
 */
final class Line {

  /** What it is doing. */
  enum State {
    CLOSED,
    CONNECTING,
    SENDING,
    AWAITING,
    IDLE
  }

  final AnswerParser parser = new AnswerParser();
  private final ByteBuffer request;
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  State state = State.CLOSED;

  /** When the call on it was intended and when it began. */
  long intended;

  long started;

  /** Whether this connection has carried a call before, and whether this call was given again. */
  boolean reused;

  boolean again;

  /** How many addresses this call has tried, and the one it is at. */
  int tries;

  int address;

  /** When a worker that found no connection calls again. */
  long resumeAt;

  /** Its neighbours among the calls under way, the older and the younger. */
  @Nullable Line older;

  @Nullable Line younger;

  /** A line that sends this request; the bytes are shared. */
  Line(ByteBuffer request) {
    this.request = request.duplicate();
  }

  /** Opens a connection; tells whether it is there already. */
  boolean connect(InetSocketAddress to, Selector selector) throws IOException {
    SocketChannel opened = SocketChannel.open();
    channel = opened;
    opened.configureBlocking(false);
    opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
    reused = false;
    state = State.CONNECTING;
    boolean connected = opened.connect(to);
    key =
        opened.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    return connected;
  }

  /** Completes the connection. */
  boolean finishConnect() throws IOException {
    return open().finishConnect();
  }

  /** Writes the request from its first byte. */
  void send(boolean headRequest) throws IOException {
    request.rewind();
    parser.expect(headRequest);
    state = State.SENDING;
    write();
  }

  /** Writes what the connection takes; an answer may come before all is written. */
  void write() throws IOException {
    open().write(request);
    SelectionKey registered = registered();
    if (!request.hasRemaining()) {
      state = State.AWAITING;
      if (registered.interestOps() != SelectionKey.OP_READ) {
        registered.interestOps(SelectionKey.OP_READ);
      }
    } else {
      registered.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  int read(ByteBuffer into) throws IOException {
    return open().read(into);
  }

  /** Closes the connection; what the system says to that is of no use. */
  void close() {
    state = State.CLOSED;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException _) {
        // It is closed all the same.
      }
      channel = null;
      key = null;
    }
  }

  private SocketChannel open() throws IOException {
    if (channel == null) {
      throw new IOException("not connected");
    }
    return channel;
  }

  private SelectionKey registered() throws IOException {
    if (key == null) {
      throw new IOException("not connected");
    }
    return key;
  }
}
