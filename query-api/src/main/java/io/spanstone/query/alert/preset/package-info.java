/** Rules that most teams want, ready but for their numbers. */
@NullMarked
package io.spanstone.query.alert.preset;

import org.jspecify.annotations.NullMarked;
