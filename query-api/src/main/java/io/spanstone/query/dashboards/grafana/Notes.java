package io.spanstone.query.dashboards.grafana;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What cannot be had of a dashboard. Not thread-safe. */
final class Notes {
  private final Set<Note> notes = new LinkedHashSet<>();

  /**
   * One thing.
   *
   * @param where the panel or variable, as people know it
   * @param message what of it is missing, and why
   */
  record Note(String where, String message) {}

  void add(String where, String message) {
    notes.add(new Note(where, message));
  }

  List<Note> all() {
    return List.copyOf(notes);
  }
}
