package io.spanstone.collector.journal;

import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A segment's identity as its file name tells it: a second copy of what its header says. */
record SegmentName(long createdAtMillis, UUID id) {
  static final String SEGMENT = ".segment";
  static final String MANIFEST = ".manifest";

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,18})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  /** The name of a segment's or a manifest's file, or null if the file has no such name. */
  static @Nullable SegmentName of(Path file, String extension) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(extension)) {
      return null;
    }
    Matcher matcher = FORM.matcher(name.substring(0, name.length() - extension.length()));
    return matcher.matches()
        ? new SegmentName(Long.parseLong(matcher.group(1)), UUID.fromString(matcher.group(2)))
        : null;
  }

  Path segmentIn(Path directory) {
    return directory.resolve(this + SEGMENT);
  }

  Path manifestIn(Path directory) {
    return directory.resolve(this + MANIFEST);
  }

  @Override
  public String toString() {
    return createdAtMillis + "-" + id;
  }
}
