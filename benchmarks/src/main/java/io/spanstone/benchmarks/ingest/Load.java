package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

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
  private final String contentType;
  private final AtomicLong retries = new AtomicLong();

  public Load(URI target, String contentType) {
    this.target = target;
    this.contentType = contentType;
  }

  /** Returns when every body was accepted. */
  public void send(List<byte[]> bodies) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    int streams = Math.min(CONNECTIONS, bodies.size());
    ExecutorService connections = Executors.newFixedThreadPool(streams);
    try {
      List<Future<?>> all =
          IntStream.range(0, streams)
              .<Future<?>>mapToObj(
                  i ->
                      connections.submit(
                          () -> {
                            for (int n; (n = next.getAndIncrement()) < bodies.size(); ) {
                              post(bodies.get(n));
                            }
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
            .header("content-type", contentType)
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
