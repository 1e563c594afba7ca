/**
 * Durable before acknowledged: requests are appended to segments on disk, recovered after a crash,
 * and handed over segment by segment to be packed.
 */
@NullMarked
package io.spanstone.collector.journal;

import org.jspecify.annotations.NullMarked;
