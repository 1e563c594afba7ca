package io.spanstone.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTreeTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("spanstone.root"), "storage/src/test/resources/log-samples");

  /** Each line of a sample begins with the number of its cluster. */
  @ParameterizedTest
  @ValueSource(strings = {"hdfs", "spark", "nginx", "spring"})
  void theClustersOfASampleAreTheRightOnes(String sample) {
    List<String> lines = read(SAMPLES.resolve(sample + ".txt"));
    assertThat(lines).hasSizeGreaterThan(30);
    Map<String, Set<String>> templates = new HashMap<>();
    for (String line : lines) {
      String[] parts = line.split("\\|", 2);
      templates.computeIfAbsent(parts[0], cluster -> new HashSet<>()).add(template(parts[1]));
    }

    List<PatternTree.Group> groups =
        PatternTree.group(templates.values().stream().flatMap(Set::stream).toList());

    Set<Set<String>> found = new HashSet<>();
    groups.forEach(group -> found.add(new HashSet<>(group.members())));
    assertThat(found).isEqualTo(new HashSet<>(templates.values()));
    assertThat(groups).hasSameSizeAs(templates.values());
  }

  @Test
  void wordsThatTakeFewValuesKeepPatternsApart() {
    List<String> templates = new ArrayList<>();
    for (String name : List.of("ann", "bob", "cid", "dan", "eve")) {
      templates.add("job of " + name + " has started");
      templates.add("job of " + name + " has stopped");
    }

    assertThat(PatternTree.group(templates))
        .extracting(PatternTree.Group::template)
        .containsExactly("job of <*> has started", "job of <*> has stopped");
  }

  @Test
  void severalWordsMayBeValues() {
    List<String> templates = new ArrayList<>();
    for (String name : List.of("ann", "bob", "cid", "dan")) {
      for (String thing : List.of("apples", "pears", "figs", "nuts")) {
        templates.add(name + " bought some " + thing);
      }
    }

    List<PatternTree.Group> groups = PatternTree.group(templates);

    assertThat(groups)
        .extracting(PatternTree.Group::template)
        .containsExactly("<*> bought some <*>");
    assertThat(groups.get(0).members()).hasSize(16);
  }

  @Test
  void theOrderDoesNotMatterAndTheIdIsTheTemplates() {
    List<String> templates = new ArrayList<>(List.of("started"));
    for (int i = 0; i < 6; i++) {
      templates.add("user " + (char) ('a' + i) + " logged in");
    }
    List<PatternTree.Group> groups = PatternTree.group(templates);

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(templates, new Random(seed));
      assertThat(PatternTree.group(templates)).isEqualTo(groups);
    }
    assertThat(groups.get(0).id()).isEqualTo(PatternId.of(Slice.ofUtf8("started")));
    assertThat(groups.get(1).id()).isEqualTo(PatternId.of(Slice.ofUtf8("user <*> logged in")));
  }

  private static String template(String message) {
    return new LogPattern().read(Slice.ofUtf8(message)).template().utf8();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
