package io.spanstone.query.instances;

import io.spanstone.metric.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What a resource says of an instance. Absent facts are empty or null.
 *
 * @param version {@code service.version}
 * @param host {@code k8s.pod.name}, else {@code host.name}, else {@code container.id}
 * @param startTime {@code process.creation.time}; null also if it is no ISO 8601 time
 * @param language {@code telemetry.sdk.language}
 * @param agent {@code telemetry.distro.name}
 */
public record InstanceFacts(
    String version, String host, @Nullable Instant startTime, String language, String agent) {
  static final InstanceFacts NONE = new InstanceFacts("", "", null, "", "");

  private static final String OUR_AGENT = "spanstone-java";

  /** As our agent's defaults have it. */
  private static final Duration OUR_INTERVAL = Duration.ofSeconds(15);

  /** How often OpenTelemetry's SDKs export metrics. */
  private static final Duration SDK_INTERVAL = Duration.ofMinutes(1);

  static InstanceFacts of(Labels targetInfo) {
    return new InstanceFacts(
        targetInfo.get("service_version"),
        first(targetInfo, "k8s_pod_name", "host_name", "container_id"),
        time(targetInfo.get("process_creation_time")),
        targetInfo.get("telemetry_sdk_language"),
        targetInfo.get("telemetry_distro_name"));
  }

  InstanceFacts withHost(String otherHost) {
    return new InstanceFacts(version, otherHost, startTime, language, agent);
  }

  Duration heardEvery() {
    return agent.equals(OUR_AGENT) ? OUR_INTERVAL : SDK_INTERVAL;
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null; // whatever it is, it does not say when
    }
  }

  private static String first(Labels labels, String... names) {
    for (String name : names) {
      if (!labels.get(name).isEmpty()) {
        return labels.get(name);
      }
    }
    return "";
  }
}
