/** Traces by id and by search: candidate blocks are pruned, fetched and scanned within a budget. */
@NullMarked
package io.spanstone.storage.traces;

import org.jspecify.annotations.NullMarked;
