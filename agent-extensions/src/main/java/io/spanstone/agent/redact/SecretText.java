package io.spanstone.agent.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of text, in one pass by hand: most characters are no detector's anchor, and
 * cost a look at a table. Takes time in proportion to the length of the text, whatever it says;
 * less if the same text was harmless a moment ago. Thread-safe.
 */
final class SecretText {

  /** What stands in the place of a secret; upstream and the semantic conventions write the same. */
  static final String REDACTED = "REDACTED";

  private static final int ASCII = 128;

  /** Stands before values in Chinese text as {@code :} does elsewhere. */
  private static final char FULL_WIDTH_COLON = '：';

  private static final Detector[] NONE = {};

  /** The shortest that a detector finds, as in {@code otp=1}; many values are shorter. */
  private static final int SHORTEST = 5;

  private final Detector[][] byAnchor = new Detector[ASCII][];
  private final @Nullable Pattern pattern;
  private final HarmlessTexts harmless = new HarmlessTexts();

  /**
   * @param detectors the first that finds something at a place has it
   * @param pattern what else is a secret: its first group, or all of a match if it has none
   */
  SecretText(Collection<Detector> detectors, @Nullable Pattern pattern) {
    Arrays.fill(byAnchor, NONE);
    for (Detector detector : detectors) {
      for (char anchor : detector.anchors().toCharArray()) {
        Detector[] before = byAnchor[anchor];
        byAnchor[anchor] = Arrays.copyOf(before, before.length + 1);
        byAnchor[anchor][before.length] = detector;
      }
    }
    this.pattern = pattern;
  }

  /** The text without its secrets; the very same if it has none. */
  String redact(String text) {
    if (harmless.has(text)) {
      return text;
    }
    String found = text.length() < SHORTEST ? text : withoutDetected(text);
    String redacted = pattern == null ? found : withoutMatches(found, pattern);
    if (redacted.equals(text)) {
      harmless.add(text);
    }
    return redacted;
  }

  private String withoutDetected(String text) {
    StringBuilder out = null;
    int copied = 0;
    int at = 0;
    while (at < text.length()) {
      Detector[] detectors = detectorsAt(text.charAt(at));
      long range = detectors == NONE ? Range.NONE : firstFound(detectors, text, at);
      if (range == Range.NONE || Range.start(range) < copied) {
        at++;
        continue;
      }
      out = out == null ? new StringBuilder(text.length()) : out;
      out.append(text, copied, Range.start(range)).append(REDACTED);
      copied = Range.end(range);
      at = Math.max(at + 1, copied);
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  private Detector[] detectorsAt(char c) {
    if (c < ASCII) {
      return byAnchor[c];
    }
    return c == FULL_WIDTH_COLON ? byAnchor[':'] : NONE;
  }

  private static long firstFound(Detector[] detectors, String text, int at) {
    for (Detector detector : detectors) {
      long range = detector.find(text, at);
      if (range != Range.NONE) {
        return range;
      }
    }
    return Range.NONE;
  }

  private static String withoutMatches(String text, Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    int group = Math.min(1, pattern.groupCount());
    StringBuilder out = null;
    int copied = 0;
    while (matcher.find()) {
      int start = matcher.start(group);
      if (start < 0 || start == matcher.end(group)) {
        continue; // a group that took no part, or an empty match
      }
      out = out == null ? new StringBuilder(text.length()) : out;
      out.append(text, copied, start).append(REDACTED);
      copied = matcher.end(group);
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }
}
