package io.spanstone.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.lang.management.ManagementFactory;
import java.time.Instant;

/** When the process began, which upstream does not say: instances are told apart by it. */
final class ProcessStart {
  private static final AttributeKey<String> TIME = AttributeKey.stringKey("process.creation.time");

  private ProcessStart() {}

  static Resource resource() {
    long millis = ManagementFactory.getRuntimeMXBean().getStartTime();
    return Resource.create(Attributes.of(TIME, Instant.ofEpochMilli(millis).toString()));
  }
}
