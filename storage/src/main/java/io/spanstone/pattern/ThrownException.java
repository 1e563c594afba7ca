package io.spanstone.pattern;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One exception of a chain of causes, with the frames that it passed, each once however often it
 * was passed. Not thread-safe.
 */
final class ThrownException {
  static final int MAX_FRAMES = 100;

  private String type;

  /** Frames in the order in which they were written; true for those of the program itself. */
  private final Map<String, Boolean> frames = new LinkedHashMap<>();

  ThrownException(String type) {
    this.type = type;
  }

  /** Names it, when its frames came before its name. */
  void setType(String named) {
    type = named;
  }

  void add(String frame, boolean own) {
    if (frames.size() < MAX_FRAMES) {
      frames.putIfAbsent(frame, own);
    }
  }

  String type() {
    return type;
  }

  boolean hasFrames() {
    return !frames.isEmpty();
  }

  boolean hasOwnFrames() {
    return frames.containsValue(true);
  }

  /** The first frame of the program, or, if that is not wanted, its last; empty if it has none. */
  String place(boolean first) {
    String found = "";
    boolean foundOwn = false;
    for (Map.Entry<String, Boolean> each : frames.entrySet()) {
      boolean better = each.getValue() && !foundOwn;
      boolean later = !first && each.getValue() == foundOwn;
      if (found.isEmpty() || better || later) {
        found = each.getKey();
        foundOwn = each.getValue();
      }
    }
    return found;
  }

  /**
   * Writes what tells it from others.
   *
   * @param own whether to leave out the frames of libraries
   */
  void appendTo(StringBuilder kind, boolean own) {
    kind.append(type).append('\n');
    frames.forEach(
        (frame, ofProgram) -> {
          if (ofProgram || !own) {
            kind.append(' ').append(frame).append('\n');
          }
        });
  }
}
