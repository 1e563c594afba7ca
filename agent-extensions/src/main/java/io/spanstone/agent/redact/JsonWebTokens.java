package io.spanstone.agent.redact;

/** {@code eyJhbGci….eyJzdWIi….c2lnbmF0dXJl}, signed, encrypted or neither. */
final class JsonWebTokens implements Detector {

  private static final int MIN_PART = 4;
  private static final int MAX_PARTS = 5;

  @Override
  public String anchors() {
    return "J";
  }

  @Override
  public long find(String text, int anchor) {
    int start = anchor - 2;
    if (start < 0 || !text.startsWith("ey", start) || !Characters.isTokenStart(text, start)) {
      return Range.NONE;
    }
    int end = Characters.tokenEnd(text, start);
    int parts = 1;
    while (parts < MAX_PARTS && end < text.length() && text.charAt(end) == '.') {
      int partEnd = Characters.tokenEnd(text, end + 1);
      if (parts == 1 && partEnd - end - 1 < MIN_PART) {
        return Range.NONE;
      }
      end = partEnd;
      parts++;
    }
    return parts > 1 ? Range.of(start, end) : Range.NONE;
  }
}
