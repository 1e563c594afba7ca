package io.spanstone.standalone.settings;

import io.spanstone.block.IndexPeriod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From text to values. Each throws {@link IllegalArgumentException} for what is not allowed. */
final class Values {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmgt])");
  private static final Pattern INDEX_PREFIX = Pattern.compile("[a-z0-9][a-z0-9_]{0,63}");
  private static final long LARGEST_HEAP_BYTES = 31L << 30; // beyond, pointers double

  private Values() {}

  static int number(String text, int min, int max) {
    int number = Integer.parseInt(text);
    return require(number >= min && number <= max, number);
  }

  static Duration duration(String text, Duration min) {
    Matcher parts = match(DURATION, text);
    long amount = Long.parseLong(parts.group(1));
    Duration duration =
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        };
    return require(duration.compareTo(min) >= 0, duration);
  }

  static long bytes(String text, long min) {
    Matcher parts = match(SIZE, text.toLowerCase(Locale.ROOT));
    int shift = 10 * (1 + "kmgt".indexOf(parts.group(2)));
    long bytes = Long.parseLong(parts.group(1)) << shift;
    return require(bytes >= min && bytes >> shift == Long.parseLong(parts.group(1)), bytes);
  }

  /** A heap as a JVM takes it. */
  static String heap(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    long bytes = bytes(lower, 256L << 20);
    return require(bytes <= LARGEST_HEAP_BYTES && lower.matches("[0-9]+[mg]"), lower);
  }

  /** Where people reach the pages. */
  static String pageUrl(String text) {
    URI url = URI.create(text);
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    return require(http && url.getHost() != null && bare, text);
  }

  static Path path(String text) {
    return Path.of(text).toAbsolutePath().normalize();
  }

  static Path pemFile(String text) {
    Path file = path(text);
    try {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      return require(content.contains("-----BEGIN CERTIFICATE-----"), file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }

  @SuppressWarnings("AddressSelection") // any address of the name will do to see that it is one
  static String address(String text) {
    try {
      require(!InetAddress.getByName(text).isMulticastAddress(), text);
      return text;
    } catch (IOException unknown) {
      throw new IllegalArgumentException(unknown);
    }
  }

  static List<URI> urls(String text) {
    return Arrays.stream(text.split(",", -1)).map(url -> url(url.strip())).toList();
  }

  static String indexPrefix(String text) {
    match(INDEX_PREFIX, text);
    return text;
  }

  static IndexPeriod indexPeriod(String text) {
    return IndexPeriod.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    boolean bare = url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
    return require(web && bare && url.getHost() != null, url);
  }

  private static Matcher match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return require(matcher.matches(), matcher);
  }

  private static <T> T require(boolean allowed, T value) {
    if (!allowed) {
      throw new IllegalArgumentException();
    }
    return value;
  }
}
