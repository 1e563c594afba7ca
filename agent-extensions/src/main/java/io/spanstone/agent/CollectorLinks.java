package io.spanstone.agent;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/**
 * One {@link CollectorLink} for each endpoint that the agent sends to: one, unless signals part.
 */
final class CollectorLinks {

  private static final Logger logger = Logger.getLogger("io.spanstone.agent");
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Map<URI, CollectorLink> links = new ConcurrentHashMap<>();

  /** The endpoint is one that upstream has accepted when it made the exporter. */
  ExportGate gate(TelemetrySignal signal, ConfigProperties config) {
    URI endpoint = URI.create(String.valueOf(signal.endpoint(config)));
    CollectorLink link =
        links.computeIfAbsent(endpoint, uri -> new CollectorLink(uri, GRACE, logger::info));
    return new ExportGate(signal, link, logger::info);
  }

  /** For the shutdown hook. */
  void stop() {
    links.values().forEach(CollectorLink::stop);
  }
}
