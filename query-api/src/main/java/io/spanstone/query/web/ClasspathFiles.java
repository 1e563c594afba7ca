package io.spanstone.query.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files below one folder of the class path. Only files of known types with plain names are there;
 * class files, hidden files and anything outside the folder are not. Thread-safe.
 */
final class ClasspathFiles {
  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=utf-8"),
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("mjs", "text/javascript;charset=utf-8"),
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain;charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  /** Segments that start with a letter, a digit, {@code _} or {@code @}; so never {@code ..}. */
  private static final Pattern PLAIN_PATH =
      Pattern.compile("[A-Za-z0-9_@][A-Za-z0-9_@.+-]*(/[A-Za-z0-9_@][A-Za-z0-9_@.+-]*)*");

  private final String folder;

  /**
   * @param folder such as {@code web/}
   */
  ClasspathFiles(String folder) {
    this.folder = folder;
  }

  /** The file at {@code path} below the folder; null if there is none. */
  @Nullable StaticFile find(String path) {
    String mediaType = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (mediaType == null || !PLAIN_PATH.matcher(path).matches()) {
      return null;
    }
    try (InputStream in =
        ClasspathFiles.class.getClassLoader().getResourceAsStream(folder + path)) {
      return in == null ? null : new StaticFile(in.readAllBytes(), mediaType);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + path, e);
    }
  }
}
