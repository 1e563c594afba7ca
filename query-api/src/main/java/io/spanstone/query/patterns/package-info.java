/**
 * The patterns of log messages over a range of time, read from the counts that are derived of them.
 */
@NullMarked
package io.spanstone.query.patterns;

import org.jspecify.annotations.NullMarked;
