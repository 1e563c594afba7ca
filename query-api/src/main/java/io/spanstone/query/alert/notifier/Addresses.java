package io.spanstone.query.alert.notifier;

import io.spanstone.query.request.InvalidValueException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Checks what says where notices go. */
final class Addresses {
  private static final int LONGEST = 2_000;
  private static final int LAST_PORT = 65_535;

  /** What the message itself decides. */
  private static final Set<String> TAKEN_HEADERS =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private Addresses() {}

  static void checkUrl(String text) throws InvalidValueException {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidValueException(
          "must be an address such as https://example.com/hook; it has a fault at character "
              + e.getIndex());
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new InvalidValueException("must begin with http:// or https://");
    }
    if (url.getHost() == null) {
      throw new InvalidValueException("must name a host, such as https://example.com/hook");
    }
    if (url.getPort() == 0 || url.getPort() > LAST_PORT) {
      throw new InvalidValueException(
          "must have a port from 1 to %d, or none".formatted(LAST_PORT));
    }
    if (url.getRawUserInfo() != null) {
      throw new InvalidValueException(
          "must not have a user or password in it; give a header Authorization instead");
    }
    if (url.getRawFragment() != null) {
      throw new InvalidValueException("must not have a fragment (#) in it");
    }
    checkLine(text);
  }

  static void checkHost(String text) throws InvalidValueException {
    if (!text.matches("[A-Za-z0-9._:-]{1,255}")) {
      throw new InvalidValueException(
          "must be the name or the address of a machine, such as smtp.example.com, not '%s'"
              .formatted(text));
    }
  }

  static void checkMail(String text) throws InvalidValueException {
    checkLine(text);
    try {
      InternetAddress address = new InternetAddress(text, true);
      if (!address.getAddress().contains("@")) {
        throw new InvalidValueException("must be an e-mail address, not '%s'".formatted(text));
      }
    } catch (AddressException e) {
      throw new InvalidValueException(
          "must be an e-mail address, not '%s': %s".formatted(text, e.getMessage()));
    }
  }

  static void checkHeader(String name, String value) throws InvalidValueException {
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")) {
      throw new InvalidValueException("is no name of an HTTP header");
    }
    if (TAKEN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidValueException("cannot be set; Spanstone sets it");
    }
    checkLine(value);
  }

  /** One line of text. */
  static void checkLine(String text) throws InvalidValueException {
    if (text.length() > LONGEST) {
      throw new InvalidValueException("must have %d characters at most".formatted(LONGEST));
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidValueException("must be one line of text, without control characters");
    }
  }
}
