package io.spanstone.storage.red;

import java.util.List;

/**
 * The calls of one group.
 *
 * @param group the service, operation or version; empty if nothing was told apart
 * @param steps one for each step of the query
 */
public record RedSeries(String group, List<Calls> steps) {}
