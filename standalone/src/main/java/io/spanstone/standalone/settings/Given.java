package io.spanstone.standalone.settings;

/**
 * A setting as somebody gave it.
 *
 * @param text not empty
 * @param source where it was found: {@code environment}, or the file's name
 */
record Given(String key, String text, String source) {}
