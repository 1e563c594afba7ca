/**
 * Lines of JSON or text, as everything but OTLP writes logs, and the OTLP that is made of them. The
 * formats are written down in {@code docs/reference/log-format.md}. No input or output.
 */
@NullMarked
package io.spanstone.collector.loglines;

import org.jspecify.annotations.NullMarked;
