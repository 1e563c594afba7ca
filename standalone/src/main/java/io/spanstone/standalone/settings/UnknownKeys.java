package io.spanstone.standalone.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what somebody may have meant by a key that does not exist. */
final class UnknownKeys {
  /** What Kubernetes puts into the environment for a service whose name begins with spanstone. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "SPANSTONE_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_.+)?)?)");

  /** The demo's launcher reads and checks these itself; demo/README.md lists them. */
  private static final String DEMO = Keys.PREFIX + "DEMO_";

  private UnknownKeys() {}

  /** Whether that key needs no explanation: a setting, or one that is none of ours. */
  static boolean isExpected(Given given) {
    return names().anyMatch(given.key()::equals)
        || given.key().startsWith(DEMO)
        || isServiceLink(given);
  }

  static String fault(Given given) {
    String question = closest(given.key()).map(key -> "; did you mean " + key + "?").orElse("");
    return given.key() + " (" + given.source() + ") is no setting" + question;
  }

  private static boolean isServiceLink(Given given) {
    return SERVICE_LINK.matcher(given.key()).matches()
        && (given.text().contains("://") || !given.key().endsWith("_PORT"));
  }

  private static Optional<String> closest(String key) {
    int tolerated = Math.max(2, (key.length() - Keys.PREFIX.length()) / 3);
    return names()
        .filter(name -> distance(key, name) <= tolerated)
        .min(Comparator.comparingInt(name -> distance(key, name)));
  }

  private static Stream<String> names() {
    return Stream.concat(Keys.ALL.stream().map(Setting::key), Stream.of(Keys.JAVA_OPTIONS));
  }

  /** Levenshtein's: insertions, deletions and replacements from one to the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
