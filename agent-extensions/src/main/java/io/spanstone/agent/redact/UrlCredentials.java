package io.spanstone.agent.redact;

/** {@code user:password} in {@code https://user:password@host}. */
final class UrlCredentials implements Detector {

  private static final int MAX_LENGTH = 512;

  @Override
  public String anchors() {
    return ":";
  }

  @Override
  public long find(String text, int anchor) {
    if (!text.startsWith("//", anchor + 1)) {
      return Range.NONE;
    }
    int start = anchor + 3;
    int limit = Math.min(text.length(), start + MAX_LENGTH);
    boolean colon = false;
    int end = -1;
    for (int at = start; at < limit; at++) {
      char c = text.charAt(at);
      if (c == '@') {
        end = at;
      } else if (c == ':') {
        colon |= end < 0;
      } else if (c <= ' ' || "/?#\"'<>".indexOf(c) >= 0) {
        break;
      }
    }
    return colon && end > start ? ValueExtent.hidden(text, start, end) : Range.NONE;
  }
}
