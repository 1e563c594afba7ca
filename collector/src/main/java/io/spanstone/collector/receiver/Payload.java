package io.spanstone.collector.receiver;

import io.spanstone.otlp.Slice;

/** The content of a request as it came: compressed or not, protobuf or JSON. */
record Payload(Slice bytes, ContentEncoding encoding, boolean json) {}
