package io.spanstone.query.alert.notifier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a notifier's own settings, secrets among them; its text has none of them.
 * Immutable.
 */
public final class Settings {
  private final Map<String, String> texts;
  private final Map<String, String> headers;
  private final List<String> addresses;

  Settings(Map<String, String> texts, Map<String, String> headers, List<String> addresses) {
    this.texts = new LinkedHashMap<>(texts);
    this.headers = new LinkedHashMap<>(headers);
    this.addresses = List.copyOf(addresses);
  }

  /** Null if it is not set. */
  public @Nullable String get(String name) {
    return texts.get(name);
  }

  /**
   * A value that must be there.
   *
   * @throws IllegalStateException if it is not set; required settings are
   */
  public String require(String name) {
    String value = texts.get(name);
    if (value == null) {
      throw new IllegalStateException("notifier without " + name);
    }
    return value;
  }

  /** HTTP headers to be sent along. */
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /** E-mail addresses to send to. */
  public List<String> addresses() {
    return addresses;
  }

  @Override
  public String toString() {
    return "Settings of " + texts.keySet();
  }
}
