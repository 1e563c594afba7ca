package io.spanstone.agent.redact;

import static java.util.Arrays.asList;
import static java.util.Collections.singletonList;

import java.util.List;
import java.util.Locale;

/** What can be looked for in values, as {@code spanstone.redact.detectors} names it. */
enum DetectorKind {
  NAMES,
  URL_CREDENTIALS,
  JWT,
  BEARER,
  AWS_KEYS,
  ISSUED_TOKENS,
  PRIVATE_KEYS,
  CARDS;

  List<Detector> detectors(NameRules names) {
    switch (this) {
      case NAMES:
        return asList(new NamedValues(names), new SpokenValues(names));
      case URL_CREDENTIALS:
        return singletonList(new UrlCredentials());
      case JWT:
        return singletonList(new JsonWebTokens());
      case BEARER:
        return singletonList(new BearerTokens());
      case AWS_KEYS:
        return singletonList(new AwsKeys());
      case ISSUED_TOKENS:
        return singletonList(new IssuedTokens());
      case PRIVATE_KEYS:
        return singletonList(new PrivateKeys());
      case CARDS:
        return singletonList(new CardNumbers());
    }
    throw new AssertionError(this);
  }

  /** As settings spell it. */
  String settingName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
