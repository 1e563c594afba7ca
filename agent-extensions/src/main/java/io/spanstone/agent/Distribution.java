package io.spanstone.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * How the agent names itself in the telemetry it sends (OpenTelemetry's {@code
 * telemetry.distro.*}).
 */
final class Distribution {

  private static final AttributeKey<String> NAME = AttributeKey.stringKey("telemetry.distro.name");
  private static final AttributeKey<String> VERSION =
      AttributeKey.stringKey("telemetry.distro.version");

  private Distribution() {}

  static Resource resource() {
    return Resource.create(Attributes.of(NAME, "spanstone-java", VERSION, version()));
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream file = Distribution.class.getResourceAsStream("version.properties")) {
      if (file == null) {
        throw new IllegalStateException("version.properties is missing from the extension's jar");
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
