package io.spanstone.query.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real connections, watched while this thread handles a request of theirs. */
@Timeout(60)
class ClientWatchTest {
  private final ClientWatch watch = new ClientWatch();
  private Connection connection;

  private record Connection(SocketChannel client, SocketChannel server) implements AutoCloseable {
    static Connection open() throws IOException {
      try (ServerSocketChannel listener = ServerSocketChannel.open()) {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        SocketChannel server = listener.accept();
        server.configureBlocking(false);
        return new Connection(client, server);
      }
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
    }
  }

  @BeforeEach
  void connect() throws IOException {
    connection = Connection.open();
  }

  @AfterEach
  void disconnect() throws IOException {
    connection.close();
    watch.close();
  }

  @Test
  void aClientThatLeavesIsNoticed() throws Exception {
    try (ClientWatch.Watched request = watch.begin(connection.server())) {
      connection.client().close();

      awaitInterrupt();
      assertThat(request.isGone()).isTrue();
    }
    assertThat(Thread.interrupted()).isFalse();
  }

  /**
   * The selector found the bytes of this very request, and the thread that watches gets to look
   * when they have been read: then there is nothing to read, as when a client is gone.
   */
  @Test
  void aLookThatComesLateIsNotBelieved() throws Exception {
    try (ClientWatch.Watched request = watch.begin(connection.server())) {
      ClientWatch.look(request.key());

      assertThat(request.isGone()).isFalse();
      awaitLooks();
      assertThat(request.isGone()).isFalse();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void theNextRequestIsNoLeaving() throws Exception {
    try (ClientWatch.Watched request = watch.begin(connection.server())) {
      connection.client().write(ByteBuffer.wrap(new byte[] {'G'}));

      awaitLooks();
      assertThat(request.isGone()).isFalse();
    }
  }

  /** Until the watch has looked at what there was to be read: it notices another client leave. */
  private void awaitLooks() throws Exception {
    CountDownLatch noticed = new CountDownLatch(1);
    try (Connection other = Connection.open()) {
      Thread handler =
          new Thread(
              () -> {
                try (ClientWatch.Watched request = watch.begin(other.server())) {
                  other.client().close();
                  awaitInterrupt();
                  assertThat(request.isGone()).isTrue();
                  noticed.countDown();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      handler.start();
      assertThat(noticed.await(30, TimeUnit.SECONDS)).isTrue();
      handler.join();
    }
  }

  private static void awaitInterrupt() {
    try {
      assertThat(new CountDownLatch(1).await(30, TimeUnit.SECONDS)).isFalse();
    } catch (InterruptedException gone) {
      return;
    }
    throw new AssertionError("nobody noticed");
  }
}
