/** The collector: its settings, its start and stop, and the order of its hops. */
@NullMarked
package io.spanstone.collector;

import org.jspecify.annotations.NullMarked;
