/** The connection to Elasticsearch: requests, answers read as JSON, and what can fail. */
@NullMarked
package io.spanstone.storage.cluster;

import org.jspecify.annotations.NullMarked;
