package io.spanstone.storage.traces;

import io.spanstone.pattern.SpanNameTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What traces to look for: those with at least one span that meets <em>all</em> conditions. A
 * condition that is null (or an empty list) is none.
 *
 * @param start the span starts at this time or later
 * @param end the span starts before this time; may lie in the future
 * @param service the span's {@code service.name}, or {@code namespace/name}
 * @param operation the span's name, or the {@linkplain SpanNameTemplate template} of it
 * @param kind the span's kind by its OTLP number, see {@code SpanView.KIND_SERVER} and so on
 * @param status the span's status by its OTLP number, see {@code SpanView.STATUS_ERROR}
 * @param minDuration the span takes this long or longer
 * @param maxDuration the span takes this long or shorter
 * @param attributes each is an attribute of the span or of its resource, with that value as text
 *     ({@code AnyValueView.text()})
 * @param limit the most traces on a page, 1 to 1,000
 * @param cursor of the page before, for the same conditions; null for the first page. The time
 *     range of the first page then holds for all, whatever {@code start} and {@code end} say.
 */
public record TraceQuery(
    Instant start,
    Instant end,
    @Nullable String service,
    @Nullable String operation,
    @Nullable Integer kind,
    @Nullable Integer status,
    @Nullable Duration minDuration,
    @Nullable Duration maxDuration,
    List<Attribute> attributes,
    int limit,
    @Nullable String cursor) {

  /** The most traces that one page may have. */
  public static final int MAX_LIMIT = 1_000;

  /** A key and the text of its value. */
  public record Attribute(String key, String value) {}

  public TraceQuery {
    attributes = List.copyOf(attributes);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
    }
  }

  /** Starts a query for any span in that time. */
  public static Builder between(Instant start, Instant end) {
    return new Builder(start, end);
  }

  /** Collects the conditions; see {@link TraceQuery} for their meaning. */
  public static final class Builder {
    private final Instant start;
    private final Instant end;
    private @Nullable String service;
    private @Nullable String operation;
    private @Nullable Integer kind;
    private @Nullable Integer status;
    private @Nullable Duration minDuration;
    private @Nullable Duration maxDuration;
    private final List<Attribute> attributes = new ArrayList<>();
    private int limit = 20;
    private @Nullable String cursor;

    private Builder(Instant start, Instant end) {
      this.start = start;
      this.end = end;
    }

    public Builder service(@Nullable String value) {
      service = value;
      return this;
    }

    public Builder operation(@Nullable String value) {
      operation = value;
      return this;
    }

    public Builder kind(@Nullable Integer value) {
      kind = value;
      return this;
    }

    public Builder status(@Nullable Integer value) {
      status = value;
      return this;
    }

    public Builder minDuration(@Nullable Duration value) {
      minDuration = value;
      return this;
    }

    public Builder maxDuration(@Nullable Duration value) {
      maxDuration = value;
      return this;
    }

    public Builder attribute(String key, String value) {
      attributes.add(new Attribute(key, value));
      return this;
    }

    public Builder limit(int value) {
      limit = value;
      return this;
    }

    public Builder cursor(@Nullable String value) {
      cursor = value;
      return this;
    }

    public TraceQuery build() {
      return new TraceQuery(
          start,
          end,
          service,
          operation,
          kind,
          status,
          minDuration,
          maxDuration,
          attributes,
          limit,
          cursor);
    }
  }
}
