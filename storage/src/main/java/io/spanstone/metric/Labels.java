package io.spanstone.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names and values that identify a series, sorted by name. A label with an empty value is the
 * same as none, and is not kept. The metric's name is the value of {@link #METRIC_NAME}.
 */
public final class Labels implements Comparable<Labels> {
  /** The label that holds the name of the metric. */
  public static final String METRIC_NAME = "__name__";

  public static final Labels EMPTY = new Labels(new String[0]);

  /** Name, value, name, value, and so on. */
  private final String[] pairs;

  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /**
   * The labels of these names and values in turn, in any order.
   *
   * @throws IllegalArgumentException if a name is given twice or has no value
   */
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a label has a name and a value");
    }
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (map.put(namesAndValues[i], namesAndValues[i + 1]) != null) {
        throw new IllegalArgumentException("label " + namesAndValues[i] + " is given twice");
      }
    }
    return of(map);
  }

  public static Labels of(Map<String, String> labels) {
    TreeMap<String, String> sorted = new TreeMap<>(labels);
    List<String> pairs = new ArrayList<>(2 * sorted.size());
    sorted.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            pairs.add(name);
            pairs.add(value);
          }
        });
    return ofPairs(pairs);
  }

  public int size() {
    return pairs.length / 2;
  }

  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /** The name at this place, from 0; names ascend. */
  public String name(int index) {
    return pairs[2 * index];
  }

  /** The value at this place, from 0; never empty. */
  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /** The value of a name; empty if there is none. */
  public String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /** The name of the metric; empty if there is none. */
  public String metricName() {
    return get(METRIC_NAME);
  }

  /** These labels with one added or replaced; an empty value removes it. */
  public Labels with(String name, String value) {
    List<String> changed = new ArrayList<>(pairs.length + 2);
    boolean pending = !value.isEmpty();
    for (int i = 0; i < pairs.length; i += 2) {
      int order = pairs[i].compareTo(name);
      if (order >= 0 && pending) {
        changed.add(name);
        changed.add(value);
        pending = false;
      }
      if (order != 0) {
        changed.add(pairs[i]);
        changed.add(pairs[i + 1]);
      }
    }
    if (pending) {
      changed.add(name);
      changed.add(value);
    }
    return ofPairs(changed);
  }

  /** These labels but for those named. */
  public Labels without(Collection<String> names) {
    return filtered(names, false);
  }

  /** These labels but for one. */
  public Labels without(String name) {
    return get(name).isEmpty() ? this : without(List.of(name));
  }

  /** Of these labels only those named. */
  public Labels only(Collection<String> names) {
    return filtered(names, true);
  }

  /** In order of names. */
  public Map<String, String> toMap() {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** By names and values in turn; what ends first comes first. */
  @Override
  public int compareTo(Labels other) {
    return Arrays.compare(pairs, other.pairs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels labels
        && labels.hash == hash
        && Arrays.equals(labels.pairs, pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As in {@code {job="shop", le="0.5"}}, for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(pairs[i]).append("=\"").append(pairs[i + 1]);
      text.append('"');
    }
    return text.append('}').toString();
  }

  private Labels filtered(Collection<String> names, boolean keep) {
    List<String> kept = new ArrayList<>(pairs.length);
    for (int i = 0; i < pairs.length; i += 2) {
      if (names.contains(pairs[i]) == keep) {
        kept.add(pairs[i]);
        kept.add(pairs[i + 1]);
      }
    }
    return kept.size() == pairs.length ? this : ofPairs(kept);
  }

  private static Labels ofPairs(List<String> pairs) {
    return pairs.isEmpty() ? EMPTY : new Labels(pairs.toArray(new String[0]));
  }
}
