package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.Labels;

/** One element of what a condition gives: it holds for these labels. */
public record Found(Labels labels, double value) {}
