package io.spanstone.collector.edge;

import java.util.Arrays;

/** The places of names among the facts, by the numbers of what is called so. Not thread-safe. */
final class NumberedNames {
  private final CallFactsBuilder facts;

  /** Plus 1; 0 if it has none yet. */
  private int[] places = new int[16];

  NumberedNames(CallFactsBuilder facts) {
    this.facts = facts;
  }

  int place(int number, String name) {
    if (number >= places.length) {
      places = Arrays.copyOf(places, Math.max(number + 1, 2 * places.length));
    }
    if (places[number] == 0) {
      places[number] = facts.name(name) + 1;
    }
    return places[number] - 1;
  }
}
