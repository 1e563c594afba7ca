package io.spanstone.query.patterns;

import io.spanstone.otlp.Slice;
import io.spanstone.pattern.PatternId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The records of one service and one pattern. Not thread-safe. */
public final class PatternSummary {
  private final String service;
  private final String template;
  private final TreeSet<String> ids = new TreeSet<>();
  private final RecordCounts counts;

  PatternSummary(String service, String template, int steps) {
    this.service = service;
    this.template = template;
    this.counts = new RecordCounts(steps);
  }

  void add(String id, RecordCounts ofId) {
    ids.add(id);
    counts.add(ofId);
  }

  /** Adds those of another pattern that turned out to be the same. */
  void add(PatternSummary other) {
    ids.addAll(other.ids);
    counts.add(other.counts);
  }

  /** {@code name} or {@code namespace/name}. */
  public String service() {
    return service;
  }

  /** The message without its values; empty for records without text, and those beyond the limit. */
  public String template() {
    return template;
  }

  /**
   * The id of the template: of a pattern that is alone the one that its records have. Empty for
   * records without text; {@code other} for those beyond the limit of patterns.
   */
  public String id() {
    return template.isEmpty() ? ids.first() : PatternId.text(PatternId.of(Slice.ofUtf8(template)));
  }

  /** The ids that its records have, sorted. */
  public List<String> ids() {
    return new ArrayList<>(ids);
  }

  public RecordCounts counts() {
    return counts;
  }

  public @Nullable PatternExample example() {
    return counts.example("log_body");
  }
}
