package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.Alert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert that is pending or firing.
 *
 * @param keepFiringSince since when its condition does not hold any more though it still fires;
 *     null if it holds
 */
public record LiveAlert(Alert alert, @Nullable Instant keepFiringSince) {}
