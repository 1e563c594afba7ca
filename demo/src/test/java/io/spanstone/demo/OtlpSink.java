package io.spanstone.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Takes OTLP over HTTP and keeps spans and logs with the service that they came from. */
final class OtlpSink implements AutoCloseable {

  /** A span and its service. */
  record ReceivedSpan(String service, Span span) {
    String attribute(String key) {
      return valueOf(span.getAttributesList(), key);
    }
  }

  /** A log record and its service. */
  record ReceivedLog(String service, LogRecord log) {
    String attribute(String key) {
      return valueOf(log.getAttributesList(), key);
    }
  }

  private final Queue<ReceivedSpan> spans = new ConcurrentLinkedQueue<>();
  private final Queue<ReceivedLog> logs = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  OtlpSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", exchange -> answer(exchange, this::keepSpans));
    server.createContext("/v1/logs", exchange -> answer(exchange, this::keepLogs));
    server.createContext("/v1/metrics", exchange -> answer(exchange, body -> {}));
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<ReceivedSpan> spans(Predicate<ReceivedSpan> wanted) {
    return spans.stream().filter(wanted).toList();
  }

  List<ReceivedLog> logs(Predicate<ReceivedLog> wanted) {
    return logs.stream().filter(wanted).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private interface Body {
    void keep(byte[] body) throws IOException;
  }

  private static void answer(HttpExchange exchange, Body body) throws IOException {
    body.keep(exchange.getRequestBody().readAllBytes());
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void keepSpans(byte[] body) throws IOException {
    for (ResourceSpans resource :
        ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
      String service = serviceOf(resource.getResource());
      resource.getScopeSpansList().stream()
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(span -> spans.add(new ReceivedSpan(service, span)));
    }
  }

  private void keepLogs(byte[] body) throws IOException {
    for (ResourceLogs resource : ExportLogsServiceRequest.parseFrom(body).getResourceLogsList()) {
      String service = serviceOf(resource.getResource());
      resource.getScopeLogsList().stream()
          .flatMap(scope -> scope.getLogRecordsList().stream())
          .forEach(log -> logs.add(new ReceivedLog(service, log)));
    }
  }

  private static String serviceOf(Resource resource) {
    return valueOf(resource.getAttributesList(), "service.name");
  }

  private static String valueOf(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
