package io.spanstone.query.alert.notifier;

import java.net.URI;

/** What is shown where a secret is set. Given back, it means the secret that is stored. */
public final class SecretText {
  public static final String HIDDEN = "<secret>";

  private SecretText() {}

  /** An address without what comes after its host. */
  static String hiddenUrl(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getRawAuthority() + "/" + HIDDEN;
  }
}
