package io.spanstone.e2e.alerts;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule whose condition is a function of time alone, so that what must become of it can be told:
 * it holds in the first seconds of every period.
 *
 * @param number makes the rule unlike others
 * @param begin when it begins to blink, in seconds since the epoch
 */
record BlinkingRule(int number, long begin) {
  String name() {
    return "Blinking" + number;
  }

  private int period() {
    return 7 + number;
  }

  private int lit() {
    return 3 + number / 2;
  }

  private int holdFor() {
    return number % 3;
  }

  private int keepFiringFor() {
    return number % 2;
  }

  /**
   * As it is posted.
   *
   * @param end when it is to end, in seconds since the epoch
   */
  String json(String notifier, long end) {
    return """
        {"name":"%s","interval":"1s","for":"%ds","keepFiringFor":"%ds","notifiers":["%s"],%s
         "expr":"(vector(time() %% %d < bool %d) == 1) and (vector(time()) >= %d) and (vector(time()) < %d)"}
        """
        .formatted(
            name(),
            holdFor(),
            keepFiringFor(),
            notifier,
            number % 2 == 0 ? "" : "\"group\":\"blinking\",\"position\":" + number + ",",
            period(),
            lit(),
            begin,
            end);
  }

  /** Everything that must happen, as {@code time name kind}. */
  Set<String> transitions(long end) {
    Set<String> transitions = new TreeSet<>();
    long activeAt = -1;
    long endedAt = -1;
    boolean fires = false;
    for (long time = begin; time <= end + period(); time++) {
      boolean holds = time < end && time % period() < lit();
      if (holds) {
        endedAt = -1;
        boolean begins = activeAt < 0;
        activeAt = begins ? time : activeAt;
        boolean firesNow = fires || time - activeAt >= holdFor();
        if (firesNow && !fires) {
          transitions.add(text(time, "firing"));
        } else if (begins) {
          transitions.add(text(time, "pending"));
        }
        fires = firesNow;
      } else if (activeAt >= 0) {
        endedAt = endedAt < 0 ? time : endedAt;
        if (!fires || time - endedAt >= keepFiringFor()) {
          transitions.add(text(time, fires ? "resolved" : "inactive"));
          activeAt = -1;
          endedAt = -1;
          fires = false;
        }
      }
    }
    return transitions;
  }

  private String text(long time, String kind) {
    return Instant.ofEpochSecond(time) + " " + name() + " " + kind;
  }
}
