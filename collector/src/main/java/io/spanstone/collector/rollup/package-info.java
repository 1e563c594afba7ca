/**
 * Rolls up what this collector derived and stored: adds the points of a minute, ten minutes, an
 * hour up into one, so that long times read few. {@link io.spanstone.collector.rollup.Rollups} is
 * the way in; {@code docs/adr/0061-roll-ups.md} says why answers stay exact.
 */
@NullMarked
package io.spanstone.collector.rollup;

import org.jspecify.annotations.NullMarked;
