package io.spanstone.agent.registry;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;

/** The metrics of registrations; {@code docs/reference/registration.md} lists them. Thread-safe. */
final class RegistryMetrics {

  private static final AttributeKey<String> OUTCOME = stringKey("registry.outcome");
  private static final AttributeKey<String> HOST = stringKey("registry.host");
  private static final int MILLIS_PER_SECOND = 1_000;

  private final LongCounter heartbeats;

  private RegistryMetrics(Meter meter) {
    heartbeats =
        meter
            .counterBuilder("service_registration.heartbeats")
            .setUnit("{heartbeat}")
            .setDescription("Heartbeats to the registry, by whether it took them")
            .build();
    meter
        .gaugeBuilder("service_registration.status")
        .ofLongs()
        .setDescription("1 while registered, 0 after this process told the registry that it goes")
        .buildWithCallback(RegistryMetrics::statuses);
    meter
        .gaugeBuilder("service_registration.last_heartbeat")
        .ofLongs()
        .setDescription("When the registry last took a heartbeat, in seconds since the epoch")
        .buildWithCallback(RegistryMetrics::lastHeartbeats);
    meter
        .gaugeBuilder("registry.registered_instances")
        .ofLongs()
        .setDescription("1 for each instance that is registered here")
        .buildWithCallback(
            gauge -> Registrations.forEachInstance(each -> gauge.record(1, attributes(each))));
    meter
        .gaugeBuilder("registry.last_renewal")
        .ofLongs()
        .setDescription("When an instance was last renewed, in seconds since the epoch")
        .buildWithCallback(
            gauge ->
                Registrations.forEachInstance(
                    each ->
                        gauge.record(
                            Long.parseLong(each[5]) / MILLIS_PER_SECOND, attributes(each))));
  }

  /** Those of this JVM, which begin when there is something to tell. */
  static RegistryMetrics start() {
    return Started.METRICS;
  }

  void heartbeat(Registration registration, boolean success) {
    heartbeats.add(
        1,
        registration.attributes.toBuilder().put(OUTCOME, success ? "success" : "failure").build());
  }

  private static void statuses(ObservableLongMeasurement gauge) {
    Registrations.forEach(
        each ->
            gauge.record(
                each.isRegistered() ? 1 : 0,
                each.attributes.toBuilder().put(Registration.STATUS, each.status()).build()));
  }

  private static void lastHeartbeats(ObservableLongMeasurement gauge) {
    Registrations.forEach(
        each -> {
          if (each.lastHeartbeatUnixMilli() > 0) {
            gauge.record(each.lastHeartbeatUnixMilli() / MILLIS_PER_SECOND, each.attributes);
          }
        });
  }

  private static Attributes attributes(String[] instance) {
    return Attributes.builder()
        .put(Registration.TYPE, instance[0])
        .put(Registration.APPLICATION, instance[1])
        .put(Registration.INSTANCE, instance[2])
        .put(Registration.STATUS, instance[3])
        .put(HOST, instance[4])
        .build();
  }

  private static final class Started {
    private static final RegistryMetrics METRICS =
        new RegistryMetrics(GlobalOpenTelemetry.getMeter("io.spanstone.agent"));
  }
}
