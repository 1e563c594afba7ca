/** Candidate blocks, found by terms and time in one snapshot, and what they are read by. */
@NullMarked
package io.spanstone.storage.blocks;

import org.jspecify.annotations.NullMarked;
