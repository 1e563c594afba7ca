package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Posts ready-made bodies from a few connections, as fast as they are taken. An answer that asks to
 * come again (429, 502, 503) is sent again after a moment and counted; any other answer but 2xx
 * ends the run.
 */
public final class Load {
  private static final int CONNECTIONS = 4;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI target;
  private final String[] headers;
  private final AtomicLong retries = new AtomicLong();

  /**
   * @param headers names and values in turn, besides the content type
   */
  public Load(URI target, String contentType, String... headers) {
    this.target = target;
    this.headers =
        Stream.concat(Stream.of("content-type", contentType), Arrays.stream(headers))
            .toArray(String[]::new);
  }

  /** Returns when every body was accepted. */
  public void send(List<byte[]> bodies) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    run(
        Math.min(CONNECTIONS, bodies.size()),
        connection -> {
          for (int n; (n = next.getAndIncrement()) < bodies.size(); ) {
            post(bodies.get(n));
          }
        });
  }

  /** The same, each stream over a connection of its own and in its order. */
  public void sendInOrder(List<List<byte[]>> streams) throws IOException, InterruptedException {
    run(
        streams.size(),
        connection -> {
          for (byte[] body : streams.get(connection)) {
            post(body);
          }
        });
  }

  private interface Connection {
    void send(int number) throws IOException, InterruptedException;
  }

  private void run(int count, Connection connection) throws IOException, InterruptedException {
    ExecutorService connections = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> all =
          IntStream.range(0, count)
              .<Future<?>>mapToObj(
                  number ->
                      connections.submit(
                          () -> {
                            connection.send(number);
                            return null;
                          }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("load on " + target + " failed", e.getCause());
    } finally {
      connections.shutdownNow();
    }
  }

  public long retries() {
    return retries.get();
  }

  private void post(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .headers(headers)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    while (true) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      int status = response.statusCode();
      if (status / 100 == 2) {
        return;
      }
      if (status != 429 && status != 502 && status != 503) {
        throw new IOException(target + " answered " + status + ": " + response.body());
      }
      retries.incrementAndGet();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
