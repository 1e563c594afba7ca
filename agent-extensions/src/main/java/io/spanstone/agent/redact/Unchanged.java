package io.spanstone.agent.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lists of which mostly no element changes. */
final class Unchanged {

  private Unchanged() {}

  /** The very same list if the change gives back every element as it was. */
  static <T> List<T> or(List<T> list, UnaryOperator<T> change) {
    List<T> changed = null;
    for (int i = 0; i < list.size(); i++) {
      T before = list.get(i);
      T after = change.apply(before);
      if (changed == null && after != before) {
        changed = new ArrayList<>(list.size());
        changed.addAll(list.subList(0, i));
      }
      if (changed != null) {
        changed.add(after);
      }
    }
    return changed == null ? list : changed;
  }
}
