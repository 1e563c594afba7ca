package io.spanstone.collector.loglines;

/**
 * Why a line was not taken.
 *
 * @param line from 1
 */
public record LineError(int line, String message) {}
