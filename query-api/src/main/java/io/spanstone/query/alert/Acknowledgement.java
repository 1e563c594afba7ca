package io.spanstone.query.alert;

import java.time.Instant;

/** Somebody has taken an alert over. */
public record Acknowledgement(String by, String comment, Instant at) {}
