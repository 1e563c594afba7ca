package io.spanstone.collector.remotewrite;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The samples, histograms and exemplars of one request that are not stored. Not thread-safe. */
public final class Refusals {
  /** Why something is refused. */
  public enum Reason {
    /** Its time is not accepted. */
    TIME,
    /** The labels of its series are no labels. */
    LABELS,
    /** It is no histogram, or none of a kind that can be stored. */
    HISTOGRAM;

    /** As metrics of ours name it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Tally(int count, String first) {}

  private final Map<Reason, Tally> tallies = new EnumMap<>(Reason.class);
  private int count;

  /** Refuses so many; {@code what} tells the first of them, and what is wrong. */
  void add(Reason reason, int more, Supplier<String> what) {
    if (more > 0) {
      Tally known = tallies.get(reason);
      tallies.put(
          reason,
          known == null ? new Tally(more, what.get()) : new Tally(known.count + more, known.first));
      count += more;
    }
  }

  /** How many are refused. */
  public int count() {
    return count;
  }

  /** Hands over how many are refused for each reason there is. */
  public void forEach(BiConsumer<Reason, Integer> each) {
    tallies.forEach((reason, tally) -> each.accept(reason, tally.count));
  }

  /** One line that says how many are refused for what, each with an example; empty for none. */
  public String text() {
    StringBuilder text = new StringBuilder();
    tallies.forEach(
        (reason, tally) ->
            text.append(text.isEmpty() ? "" : "; ")
                .append(tally.count)
                .append(" because of ")
                .append(reason == Reason.HISTOGRAM ? "the histogram" : "the " + reason.id())
                .append(", the first: ")
                .append(tally.first));
    return text.toString();
  }
}
