/**
 * Time series as queries see them: labels, samples, native histograms, and the source that selects
 * them. Names and semantics are those of Prometheus 3. Pure: no input or output, no clock; every
 * type is immutable unless it says otherwise.
 */
@NullMarked
package io.spanstone.metric;

import org.jspecify.annotations.NullMarked;
