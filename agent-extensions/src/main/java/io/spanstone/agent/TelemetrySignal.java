package io.spanstone.agent;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of OTLP's signals, and where the agent's settings say it goes. */
enum TelemetrySignal {
  TRACES,
  METRICS,
  LOGS;

  static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  static final String PROTOCOL = "otel.exporter.otlp.protocol";

  /** The signal as OpenTelemetry's settings spell it. */
  String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String endpointKey() {
    return "otel.exporter.otlp." + settingName() + ".endpoint";
  }

  String protocolKey() {
    return "otel.exporter.otlp." + settingName() + ".protocol";
  }

  /** The endpoint in force: the signal's own, else the common one. */
  @Nullable String endpoint(ConfigProperties config) {
    String own = config.getString(endpointKey());
    return isSet(own) ? own : config.getString(ENDPOINT);
  }

  static boolean isSet(@Nullable String value) {
    return value != null && !value.isEmpty();
  }
}
