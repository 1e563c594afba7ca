/**
 * The embedded Elasticsearch, seen from the parent: {@link io.spanstone.node.ElasticsearchNode}
 * supervises a child JVM. Pure JDK; what runs inside the child is in {@code child} and {@code
 * root}.
 */
@NullMarked
package io.spanstone.node;

import org.jspecify.annotations.NullMarked;
