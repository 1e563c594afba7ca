package io.spanstone.query.promql.value;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the answer says about itself: warnings, and things worth knowing. */
public final class Annotations {
  private static final int MAX_OF_EACH = 20;

  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<String> infos = new LinkedHashSet<>();

  /** The result may not be what was asked for. */
  public void warn(String message) {
    add(warnings, message);
  }

  /** The query may not mean what was meant. */
  public void inform(String message) {
    add(infos, message);
  }

  /** Warns of a quantile that is none, and gives it back. */
  public double quantile(double quantile) {
    if (!(quantile >= 0 && quantile <= 1)) {
      warn("quantile value should be between 0 and 1, got " + quantile);
    }
    return quantile;
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  public List<String> infos() {
    return List.copyOf(infos);
  }

  private static void add(Set<String> messages, String message) {
    if (messages.size() < MAX_OF_EACH) {
      messages.add(message);
    }
  }
}
