/**
 * OTLP from the wire to the journal: both transports, all three signals, the same rules. The bytes
 * of a request are inflated, checked and journaled; no message objects are made of them.
 */
@NullMarked
package io.spanstone.collector.receiver;

import org.jspecify.annotations.NullMarked;
