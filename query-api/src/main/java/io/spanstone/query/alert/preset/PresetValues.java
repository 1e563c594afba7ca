package io.spanstone.query.alert.preset;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a ready rule is made for. What is null is as the rule has it by default.
 *
 * @param service {@code name} or {@code namespace/name}; null for each service
 * @param threshold from where on, or down to where, it fires
 * @param window that is looked at
 * @param holdFor how long the condition must hold
 */
public record PresetValues(
    @Nullable String service,
    @Nullable Double threshold,
    @Nullable Duration window,
    @Nullable Duration holdFor) {
  public static final PresetValues DEFAULT = new PresetValues(null, null, null, null);
}
