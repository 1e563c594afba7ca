/** Spans and log records as OTLP's protobuf, on upstream's way to the collector. */
package io.spanstone.agent.otlp;
