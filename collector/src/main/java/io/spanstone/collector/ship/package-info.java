/** From a manifest to confirmation by Elasticsearch of every document in it. */
@NullMarked
package io.spanstone.collector.ship;

import org.jspecify.annotations.NullMarked;
