package io.spanstone.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A collector in a JVM of its own, to be killed. */
final class CollectorProcess implements AutoCloseable {
  private final Process process;
  private final OtlpClient client;

  private CollectorProcess(Process process, int httpPort) {
    this.process = process;
    this.client = new OtlpClient(httpPort);
  }

  static CollectorProcess start(Path data, URI elasticsearch, String prefix) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    CollectorProcess.class.getName(),
                    data.toString(),
                    elasticsearch.toString(),
                    prefix))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(UTF_8);
    String port = out.readLine();
    if (port == null) {
      throw new IOException("the collector did not start");
    }
    return new CollectorProcess(process, Integer.parseInt(port));
  }

  OtlpClient client() {
    return client;
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Starts a collector, prints its HTTP port, and runs until killed. */
  public static void main(String[] args) throws Exception {
    try (Storage storage = TestCollectors.storage(URI.create(args[1]), args[2]);
        Collector collector =
            TestCollectors.start(TestCollectors.settings(Path.of(args[0])), storage)) {
      System.out.println(collector.httpPort());
      new CountDownLatch(1).await();
    }
  }
}
