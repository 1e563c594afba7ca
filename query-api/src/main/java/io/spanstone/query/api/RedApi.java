package io.spanstone.query.api;

import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import io.spanstone.storage.red.GroupBy;
import io.spanstone.storage.red.RedChart;
import io.spanstone.storage.red.RedQuery;
import io.spanstone.storage.red.RedStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Rate, errors and durations over time. Thread-safe. */
public final class RedApi {
  private static final int MAX_STEPS = 11_000;

  /** Without a step, the first of these that makes no more steps than that. */
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private static final int MAX_DEFAULT_STEPS = 150;

  private final RedStore store;
  private final RedSearch search;
  private final InstantSource clock;

  public RedApi(RedStore store, RedSearch search, InstantSource clock) {
    this.store = store;
    this.search = search;
    this.clock = clock;
  }

  /** {@code GET /api/v1/red} */
  public void get(Context request) throws IOException {
    RedQuery query = query(Parameters.of(request));
    RedChart chart = search.run(limits -> store.chart(query, limits));
    request.res().setBufferSize(RedJson.BUFFER_BYTES);
    RedJson.write(JsonAnswer.start(request), query, chart);
  }

  private RedQuery query(Parameters parameters) {
    String service = parameters.optional("service", Parsers::text);
    String operation = parameters.optional("operation", Parsers::text);
    GroupBy groupBy = parameters.optional("groupBy", Parsers::groupBy, GroupBy.NONE);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    Duration step = parameters.optional("step", Parsers::step, defaultStep(range));
    boolean startGiven = parameters.optional("start", Parsers::text) != null;
    Instant start = startGiven ? range.start() : floor(range.start(), Duration.ofMinutes(1));
    start = floor(start, Duration.ofNanos(RedQuery.CELL_NANOS));
    long steps = stepsBetween(start, range.end(), step);
    if (steps > MAX_STEPS) {
      parameters.fault(
          "step",
          "makes %,d steps of that time range; the limit is %,d, so use a larger step or a shorter"
                  .formatted(steps, MAX_STEPS)
              + " range");
    }
    parameters.check();
    return new RedQuery(
        service, operation, groupBy, nanos(start), step.toNanos(), (int) Math.max(1, steps));
  }

  private static Duration defaultStep(TimeRange range) {
    return STEPS.stream()
        .filter(step -> stepsBetween(range.start(), range.end(), step) <= MAX_DEFAULT_STEPS)
        .findFirst()
        .orElse(Duration.ofDays(30));
  }

  private static long stepsBetween(Instant start, Instant end, Duration step) {
    return -Math.floorDiv(-Duration.between(start, end).toNanos(), step.toNanos());
  }

  private static Instant floor(Instant time, Duration unit) {
    return Instant.ofEpochSecond(
        Math.floorDiv(time.getEpochSecond(), unit.toSeconds()) * unit.toSeconds());
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000;
  }
}
