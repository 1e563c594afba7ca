package io.spanstone.pattern;

import io.spanstone.otlp.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the patterns that are one, but for words that only many records together tell to be values:
 * {@code user ann left}, {@code user bob left}, and so on. As in Drain, patterns are compared with
 * those of as many words. They become one if {@value #MIN_VARIANTS} of them differ in the same
 * single word, over and over, until none do: so words that take few values, such as {@code started}
 * and {@code stopped}, keep their patterns apart. What comes out depends on the set that goes in,
 * and on nothing else.
 */
public final class PatternTree {
  /** So many different words in one place are values. */
  static final int MIN_VARIANTS = 4;

  /** What must be left of a pattern: words that are no values. */
  private static final int MIN_WORDS_LEFT = 2;

  /** Longer patterns are not merged: what they have in common is by chance. */
  private static final int MAX_WORDS = 64;

  private PatternTree() {}

  /**
   * Patterns that are one.
   *
   * @param template what they have in common
   * @param members their templates, sorted; the template itself, if they are one only
   */
  public record Group(String template, List<String> members) {
    public Group {
      members = List.copyOf(members);
    }

    /** The {@linkplain PatternId id} of the template; so of a pattern that is alone its own. */
    public long id() {
      return PatternId.of(Slice.ofUtf8(template));
    }
  }

  /** The groups of these templates, sorted by template. */
  public static List<Group> group(Collection<String> templates) {
    Map<Integer, Map<String, Set<String>>> byLength = new TreeMap<>();
    for (String template : templates) {
      byLength
          .computeIfAbsent(words(template).length, length -> new TreeMap<>())
          .computeIfAbsent(template, unused -> new TreeSet<>())
          .add(template);
    }
    Map<String, Set<String>> groups = new TreeMap<>();
    byLength.forEach((length, ofLength) -> groups.putAll(merged(length, ofLength)));
    List<Group> found = new ArrayList<>();
    groups.forEach((template, members) -> found.add(new Group(template, List.copyOf(members))));
    return found;
  }

  private static Map<String, Set<String>> merged(int length, Map<String, Set<String>> templates) {
    Map<String, Set<String>> current = templates;
    boolean changed = length > MIN_WORDS_LEFT && length <= MAX_WORDS;
    while (changed) {
      changed = false;
      for (int place = 0; place < length; place++) {
        Map<String, Set<String>> next = mergedAt(place, current);
        changed |= next.size() < current.size();
        current = next;
      }
    }
    return current;
  }

  /** Merges templates that differ in one place only, if there are enough of them. */
  private static Map<String, Set<String>> mergedAt(int place, Map<String, Set<String>> templates) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (String template : templates.keySet()) {
      alike.computeIfAbsent(without(place, template), key -> new ArrayList<>()).add(template);
    }
    Map<String, Set<String>> merged = new TreeMap<>();
    alike.forEach(
        (template, variants) -> {
          boolean one =
              (variants.size() >= MIN_VARIANTS || variants.contains(template))
                  && wordsLeft(template) >= MIN_WORDS_LEFT;
          for (String variant : variants) {
            merged
                .computeIfAbsent(one ? template : variant, unused -> new TreeSet<>())
                .addAll(templates.getOrDefault(variant, new TreeSet<>()));
          }
        });
    return merged;
  }

  private static String without(int place, String template) {
    String[] words = words(template);
    words[place] = LogPattern.VALUE;
    return String.join(" ", words);
  }

  private static long wordsLeft(String template) {
    return Arrays.stream(words(template))
        .filter(word -> !word.contains(LogPattern.VALUE))
        .filter(word -> word.chars().anyMatch(Character::isLetter))
        .count();
  }

  private static String[] words(String template) {
    return template.split(" ", -1);
  }
}
