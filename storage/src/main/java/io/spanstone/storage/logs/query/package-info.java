/**
 * The language in which logs are asked for: a text becomes a {@link
 * io.spanstone.storage.logs.query.LogCondition}. docs/reference/log-search.md describes it.
 */
@NullMarked
package io.spanstone.storage.logs.query;

import org.jspecify.annotations.NullMarked;
