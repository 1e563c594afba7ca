/**
 * Elasticsearch: templates and indices, bulk writes whose every verdict is read, search by prune,
 * fetch and scan, retention. {@link io.spanstone.storage.Storage} is the way in.
 */
@NullMarked
package io.spanstone.storage;

import org.jspecify.annotations.NullMarked;
