package io.spanstone.agent;

import com.sun.net.httpserver.HttpHandler;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A library in a real service with the built agent, one JVM for all tests of a class. Subclasses
 * say what calls it, and theirs in which versions.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LibraryInServiceTest {

  private final List<String> libraries;
  private final List<Class<? extends HttpHandler>> handlers;

  Received received;

  private OtlpReceiver receiver;
  private RunningService service;

  LibraryInServiceTest(List<String> libraries, List<Class<? extends HttpHandler>> handlers) {
    this.libraries = libraries;
    this.handlers = handlers;
  }

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    receiver = new OtlpReceiver(0);
    received = new Received(receiver);
    List<String> main = new ArrayList<>(List.of(GuardedService.class.getName()));
    handlers.forEach(handler -> main.add(handler.getName()));
    service =
        RunningService.start(
            directory,
            main,
            libraries,
            "-Dotel.metric.export.interval=500",
            "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver.port());
  }

  @AfterAll
  void stop() {
    service.close();
    receiver.close();
  }

  /** Has the handler do something. */
  HttpResponse<Void> get(Class<? extends HttpHandler> handler, String task)
      throws IOException, InterruptedException {
    return service.get("/" + handler.getSimpleName() + "/" + task, Map.of());
  }

  static boolean has(Span span, String key, String value) {
    return value.equals(Received.attributes(span.getAttributesList()).get(key));
  }
}
