package io.spanstone.agent.redact;

/** Private keys in PEM, of whatever algorithm; to the end of the text if they have none. */
final class PrivateKeys implements Detector {

  private static final String BEGIN = "-----BEGIN ";
  private static final String PRIVATE = "PRIVATE KEY-----";
  private static final String END = "-----END ";
  private static final int MAX_ALGORITHM = 32;

  @Override
  public String anchors() {
    return "-";
  }

  @Override
  public long find(String text, int anchor) {
    if (!text.startsWith(BEGIN, anchor)) {
      return Range.NONE;
    }
    int algorithm = anchor + BEGIN.length();
    for (int at = algorithm; at <= algorithm + MAX_ALGORITHM; at++) {
      if (text.startsWith(PRIVATE, at)) {
        int start = at + PRIVATE.length();
        int end = text.indexOf(END, start);
        return ValueExtent.hidden(text, start, end < 0 ? text.length() : end);
      }
    }
    return Range.NONE;
  }
}
