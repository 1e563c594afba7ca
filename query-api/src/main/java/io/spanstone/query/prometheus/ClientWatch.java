package io.spanstone.query.prometheus;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts the thread of a request whose client closes the connection before it is answered.
 * Jetty does not look at a connection while its request is handled, so this does: where there is
 * something to read but not a single byte, the client is gone; a byte is the client's next request,
 * which is left alone. Thread-safe.
 */
final class ClientWatch implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(ClientWatch.class);

  /** Sockets that Jetty has closed are given back to the system at the next look. */
  private static final long LOOK_EVERY_MILLIS = 1000;

  private final Selector selector;
  private final AtomicBoolean started = new AtomicBoolean();

  ClientWatch() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("opening a selector", e);
    }
  }

  /** A request under way, handled by the thread that began it. */
  final class Watched implements AutoCloseable {
    private final @Nullable SelectionKey key;
    private final Thread thread = Thread.currentThread();
    private boolean ended;
    private boolean gone;

    /**
     * Whether it looked gone once: the selector may have waited since before this request, and tell
     * of the bytes of the request itself, which are read by now. Only the watching thread uses it.
     */
    private boolean suspected;

    private Watched(@Nullable SocketChannel channel) {
      key = channel == null ? null : register(channel, this);
    }

    /** Under which the connection is watched; null if it cannot be. */
    @Nullable SelectionKey key() {
      return key;
    }

    /** Whether the client is gone. */
    synchronized boolean isGone() {
      return gone;
    }

    private synchronized void interrupt() {
      if (!ended) {
        gone = true;
        thread.interrupt();
      }
    }

    /** The thread is not interrupted afterwards. */
    @Override
    public void close() {
      synchronized (this) {
        ended = true;
        if (gone) {
          Thread.interrupted();
        }
      }
      if (key != null) {
        key.attach(null);
        ignore(key);
      }
    }
  }

  /** Watches the request until it is closed, on the same thread. */
  Watched begin(Context request) {
    EndPoint endPoint =
        ServletContextRequest.getServletContextRequest(request.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    return begin(
        endPoint instanceof SelectableChannelEndPoint selectable
                && selectable.getChannel() instanceof SocketChannel channel
            ? channel
            : null);
  }

  /** The same, of a request that came over the channel. */
  Watched begin(@Nullable SocketChannel channel) {
    if (started.compareAndSet(false, true)) {
      Thread thread = new Thread(this::watch, "client-watch");
      thread.setDaemon(true);
      thread.start();
    }
    return new Watched(channel);
  }

  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing a selector", e);
    }
  }

  /** A connection keeps its key for its next request. */
  private @Nullable SelectionKey register(SocketChannel channel, Watched watched) {
    try {
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ, watched);
      selector.wakeup();
      return key;
    } catch (ClosedChannelException | CancelledKeyException closed) {
      watched.interrupt();
      return null;
    }
  }

  private void watch() {
    while (selector.isOpen()) {
      try {
        selector.select(key -> look(key), selector.keys().isEmpty() ? 0 : LOOK_EVERY_MILLIS);
      } catch (ClosedSelectorException end) {
        return;
      } catch (IOException e) {
        logger.error("Clients that go away are not noticed any more", e);
        return;
      }
    }
  }

  /** Looks at a connection in which the selector found something to read. */
  static void look(SelectionKey key) {
    if (!(key.attachment() instanceof Watched watched) || !isAtEnd((SocketChannel) key.channel())) {
      ignore(key);
    } else if (watched.suspected) {
      ignore(key);
      watched.interrupt();
    } else {
      watched.suspected = true; // and looked at once more, at once
    }
  }

  private static boolean isAtEnd(SocketChannel channel) {
    try {
      return channel.socket().getInputStream().available() == 0;
    } catch (IOException broken) {
      return true;
    }
  }

  private static void ignore(SelectionKey key) {
    try {
      key.interestOps(0);
    } catch (CancelledKeyException closed) {
      // of a connection that is closed: there is nothing more to see
    }
  }
}
