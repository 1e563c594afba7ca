package io.spanstone.collector.loglines;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for records that do not say it themselves.
 *
 * @param resource attributes of the resource
 * @param severity number by OTLP, 0 for none
 * @param logger null for none
 */
public record LineDefaults(Map<String, String> resource, int severity, @Nullable String logger) {
  public static final LineDefaults NONE = new LineDefaults(Map.of(), 0, null);

  public LineDefaults {
    resource = Map.copyOf(resource);
  }
}
