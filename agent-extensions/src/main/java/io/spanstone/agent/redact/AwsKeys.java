package io.spanstone.agent.redact;

/** Access key ids of AWS: {@code AKIA} or {@code ASIA} and 16 more. */
final class AwsKeys implements Detector {

  private static final int LENGTH = 20;

  @Override
  public String anchors() {
    return "A";
  }

  @Override
  public long find(String text, int anchor) {
    if (!(text.startsWith("AKIA", anchor) || text.startsWith("ASIA", anchor))
        || !Characters.isTokenStart(text, anchor)) {
      return Range.NONE;
    }
    int end = anchor;
    while (end < text.length()
        && (Characters.isUpper(text.charAt(end)) || Characters.isDigit(text.charAt(end)))) {
      end++;
    }
    boolean whole = end == text.length() || !Characters.isTokenPart(text.charAt(end));
    return whole && end - anchor == LENGTH ? Range.of(anchor, end) : Range.NONE;
  }
}
