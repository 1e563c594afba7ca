package io.spanstone.storage.logs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a stored log record: the block it is in and its place there.
 *
 * @param block the block's id
 * @param ordinal counts the records of the block from 0
 */
public record LogId(String block, int ordinal) {
  private static final Pattern TEXT = Pattern.compile("([0-9A-Za-z_-]{1,100})\\.([0-9]{1,9})");

  /**
   * The id with that text.
   *
   * @throws IllegalArgumentException if it is no id's
   */
  public static LogId parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not the id of a log record: " + text);
    }
    return new LogId(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  /** As answers write it. */
  public String text() {
    return block + "." + ordinal;
  }
}
