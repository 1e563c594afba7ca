/**
 * Reads rate, errors and durations of services out of the metrics that collectors derive from
 * spans. {@link io.spanstone.storage.red.RedStore} is the way in.
 */
@NullMarked
package io.spanstone.storage.red;

import org.jspecify.annotations.NullMarked;
