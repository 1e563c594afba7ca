package io.spanstone.agent;

import static java.util.Arrays.asList;
import static java.util.Collections.singletonMap;
import static java.util.Collections.unmodifiableList;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a service whose owner set none. System properties, environment variables and the
 * agent's configuration file all win over these.
 */
final class DefaultSettings {

  private static final String GRPC = "grpc";
  private static final String HTTP = "http/protobuf";
  private static final int OTLP_HTTP_PORT = 4318;

  /** The logging libraries of which records bring MDC, markers, code location and thread. */
  private static final List<String> APPENDERS =
      unmodifiableList(asList("logback-appender", "log4j-appender"));

  private static final String CAPTURED_HEADERS =
      "otel.instrumentation.http.client.capture-response-headers";

  private DefaultSettings() {}

  static Map<String, String> properties() {
    Map<String, String> settings = new HashMap<>();
    settings.put(TelemetrySignal.ENDPOINT, "http://localhost:4317");
    // Upstream's default would hide whether the user chose a protocol; see protocolsByPort.
    settings.put(TelemetrySignal.PROTOCOL, "");
    settings.put("otel.traces.exporter", "otlp");
    settings.put("otel.metrics.exporter", "otlp");
    settings.put("otel.logs.exporter", "otlp");
    settings.put("otel.bsp.schedule.delay", "1000");
    settings.put("otel.blrp.schedule.delay", "1000");
    settings.put("otel.metric.export.interval", "15000");
    settings.put(
        "otel.exporter.otlp.metrics.default.histogram.aggregation",
        "base2_exponential_bucket_histogram");
    // Upstream 2.31 does not see this one among the SDK's settings; see SystemPropertySettings.
    settings.put("otel.semconv-stability.opt-in", "database,code");
    settings.put("otel.javaagent.add-thread-details", "false");
    settings.put(
        "otel.instrumentation.servlet.experimental.trace-id-request-attribute.enabled", "false");
    settings.put("otel.instrumentation.spring-cloud-gateway.experimental-span-attributes", "true");
    for (String appender : APPENDERS) {
      String prefix = "otel.instrumentation." + appender;
      settings.put(prefix + ".experimental.mdc-attributes.included", "*");
      settings.put(prefix + ".experimental.capture-code-attributes", "true");
      settings.put(prefix + ".experimental.capture-marker-attribute", "true");
      settings.put(prefix + ".experimental-log-attributes", "true");
    }
    settings.put(
        "otel.instrumentation.logback-appender.experimental.key-value-pair-attributes.included",
        "*");
    settings.put(
        "otel.instrumentation.log4j-appender.experimental.map-message-attributes.included", "*");
    settings.put("otel.instrumentation.java-util-logging.experimental-log-attributes", "true");
    settings.put("otel.instrumentation.hystrix.experimental-span-attributes", "true");
    return settings;
  }

  /**
   * The protocols that the user left open: HTTP where the endpoint's port is OTLP/HTTP's, else
   * gRPC. A user who sets nothing but an endpoint thus gets the protocol it speaks.
   */
  static Map<String, String> protocolsByPort(ConfigProperties config) {
    Map<String, String> protocols = new HashMap<>();
    if (TelemetrySignal.isSet(config.getString(TelemetrySignal.PROTOCOL))) {
      return protocols;
    }
    protocols.put(TelemetrySignal.PROTOCOL, protocolOf(config.getString(TelemetrySignal.ENDPOINT)));
    for (TelemetrySignal signal : TelemetrySignal.values()) {
      String endpoint = config.getString(signal.endpointKey());
      if (TelemetrySignal.isSet(endpoint)
          && !TelemetrySignal.isSet(config.getString(signal.protocolKey()))) {
        protocols.put(signal.protocolKey(), protocolOf(endpoint));
      }
    }
    return protocols;
  }

  /** The response headers that the user wants on CLIENT spans, and ours. */
  static Map<String, String> capturedHeaders(ConfigProperties config) {
    List<String> headers = new ArrayList<>(config.getList(CAPTURED_HEADERS));
    headers.add(CalleeResponse.HEADER);
    return singletonMap(CAPTURED_HEADERS, String.join(",", headers));
  }

  private static String protocolOf(@Nullable String endpoint) {
    if (endpoint == null) {
      return GRPC;
    }
    try {
      return URI.create(endpoint).getPort() == OTLP_HTTP_PORT ? HTTP : GRPC;
    } catch (IllegalArgumentException notAnUri) {
      return GRPC; // upstream refuses such an endpoint and says why
    }
  }
}
