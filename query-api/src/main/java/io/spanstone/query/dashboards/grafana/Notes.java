package io.spanstone.query.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/** What cannot be had of a dashboard. Not thread-safe. */
final class Notes {
  private final List<Note> notes = new ArrayList<>();

  /**
   * One thing.
   *
   * @param where the panel or variable, as people know it
   * @param message what of it is missing, and why
   */
  record Note(String where, String message) {}

  void add(String where, String message) {
    Note note = new Note(where, message);
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  List<Note> all() {
    return List.copyOf(notes);
  }
}
