/** Hashes that are stored, and so must never change. */
@NullMarked
package io.spanstone.hash;

import org.jspecify.annotations.NullMarked;
