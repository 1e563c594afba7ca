package io.spanstone.collector.edge;

/**
 * What a service does when it is called, as its RED metrics name it.
 *
 * @param number a small one, the same for the same name; 1 or more
 * @param name the template of the span's name, or {@code other} beyond the limit of series
 */
public record Operation(int number, String name) {}
