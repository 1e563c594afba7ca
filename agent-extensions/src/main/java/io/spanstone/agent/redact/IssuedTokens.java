package io.spanstone.agent.redact;

/** Tokens whose issuer lets them begin so that scanners find them. */
final class IssuedTokens implements Detector {

  private static final int MIN_REST = 16;

  private static final String[] PREFIXES = {
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "xoxa-",
    "xoxr-",
    "xoxs-",
    "sk_live_",
    "rk_live_",
    "sk-proj-",
    "sk-ant-",
    "npm_",
    "pypi-"
  };

  /** Where each has its first {@code _} or {@code -}. */
  private static final int[] SIGNS = firstSigns();

  @Override
  public String anchors() {
    return "_-";
  }

  @Override
  public long find(String text, int anchor) {
    if (anchor + MIN_REST >= text.length()) {
      return Range.NONE;
    }
    for (int i = 0; i < PREFIXES.length; i++) {
      String prefix = PREFIXES[i];
      int start = anchor - SIGNS[i];
      if (start >= 0 && text.startsWith(prefix, start) && Characters.isTokenStart(text, start)) {
        int end = Characters.tokenEnd(text, start);
        return end - start >= prefix.length() + MIN_REST ? Range.of(start, end) : Range.NONE;
      }
    }
    return Range.NONE;
  }

  private static int[] firstSigns() {
    int[] signs = new int[PREFIXES.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = firstSign(PREFIXES[i]);
    }
    return signs;
  }

  private static int firstSign(String prefix) {
    int at = 0;
    while (prefix.charAt(at) != '_' && prefix.charAt(at) != '-') {
      at++;
    }
    return at;
  }
}
