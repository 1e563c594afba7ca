package io.spanstone.query.dashboards;

import java.time.Instant;
import java.util.List;

/**
 * A board.
 *
 * @param id empty if it has none yet
 * @param name what people call it
 * @param description empty if there is none
 * @param variables in the order in which they are shown
 * @param range the length of time that is shown at first, such as {@code 6h}; empty for the page's
 * @param refresh how often it is asked anew at first, such as {@code 15s}; empty for never
 * @param panels in reading order
 * @param updatedAt when it was last written
 */
record Dashboard(
    String id,
    String name,
    String description,
    List<Variable> variables,
    String range,
    String refresh,
    List<Panel> panels,
    Instant updatedAt) {
  Dashboard {
    variables = List.copyOf(variables);
    panels = List.copyOf(panels);
  }

  /** The same as it is stored. */
  Dashboard stored(String newId, Instant now) {
    return new Dashboard(newId, name, description, variables, range, refresh, panels, now);
  }
}
