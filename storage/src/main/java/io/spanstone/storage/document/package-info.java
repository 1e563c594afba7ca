/**
 * Small JSON documents that people and the server itself write: rules, states, leases. {@link
 * io.spanstone.storage.document.Documents} may change, {@link
 * io.spanstone.storage.document.EventLog} only grows.
 */
@NullMarked
package io.spanstone.storage.document;

import org.jspecify.annotations.NullMarked;
