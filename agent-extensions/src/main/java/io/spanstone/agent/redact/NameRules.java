package io.spanstone.agent.redact;

import static java.util.Arrays.asList;
import static java.util.Collections.unmodifiableList;

import java.util.List;

/** Which names are those of secrets: ours and the user's, but for those that are to be kept. */
final class NameRules {

  /** As {@link SecretNames} wants them. */
  static final List<String> SECRET =
      unmodifiableList(
          asList(
              "*password",
              "*passwd",
              "*passphrase",
              "*passcode",
              "pwd",
              "db pass",
              "user pass",
              "require pass",
              "master auth",
              "secret",
              "secrets",
              "credential",
              "credentials",
              "token",
              "jwt",
              "bearer",
              "*apikey",
              "*secretkey",
              "*privatekey",
              "*accesstoken",
              "*refreshtoken",
              "*authtoken",
              "*clientsecret",
              "access key",
              "account key",
              "signing key",
              "encryption key",
              "master key",
              "authorization",
              "x auth",
              "cookie",
              "cookies",
              "jsessionid",
              "phpsessid",
              "csrf",
              "xsrf",
              "SAMLResponse",
              "SAMLAssertion",
              "otp",
              "cvv",
              "cvc",
              "*密码",
              "*口令",
              "*密钥",
              "*令牌"));

  /** Of those above, what points into a list and opens nothing. */
  static final List<String> KEPT =
      unmodifiableList(asList("next token", "page token", "continuation token"));

  /** Secrets that prose puts right behind the name, as in {@code password 'x'}. */
  private static final List<String> SPOKEN =
      unmodifiableList(asList("*password", "*passwd", "*passphrase", "pwd", "secret"));

  /** Too common as words, but secrets in the query of a URL. */
  private static final List<String> IN_QUERIES = unmodifiableList(asList("signature", "sig"));

  /** What is to be done with a value. */
  enum Verdict {
    KEEP,
    HIDE,
    SEARCH
  }

  private static final int IS_SECRET = 1;
  private static final int IS_KEPT = 2;
  private static final int IS_SPOKEN = 4;
  private static final int IS_IN_QUERIES = 8;

  private final SecretNames names;

  /**
   * @param secret names in addition to {@link #SECRET}
   * @param kept names that are not secret whatever else says so
   */
  NameRules(List<String> secret, List<String> kept) {
    names =
        new SecretNames()
            .mark(SECRET, IS_SECRET)
            .mark(secret, IS_SECRET)
            .mark(KEPT, IS_KEPT)
            .mark(kept, IS_KEPT)
            .mark(SPOKEN, IS_SPOKEN)
            .mark(IN_QUERIES, IS_IN_QUERIES);
  }

  Verdict verdict(String name) {
    int found = names.marks(name, 0, name.length());
    if ((found & IS_KEPT) != 0) {
      return Verdict.KEEP;
    }
    return (found & IS_SECRET) != 0 ? Verdict.HIDE : Verdict.SEARCH;
  }

  boolean isSecret(String text, int start, int end) {
    return is(IS_SECRET, text, start, end);
  }

  /** Whether the secret may stand behind the name with no sign in between. */
  boolean isSpoken(String text, int start, int end) {
    return is(IS_SPOKEN, text, start, end);
  }

  /** Whether it is a secret as the name of a parameter of a URL. */
  boolean isSecretInQueries(String text, int start, int end) {
    return is(IS_IN_QUERIES | IS_SECRET, text, start, end);
  }

  private boolean is(int marks, String text, int start, int end) {
    int found = names.marks(text, start, end);
    return (found & marks) != 0 && (found & IS_KEPT) == 0;
  }
}
