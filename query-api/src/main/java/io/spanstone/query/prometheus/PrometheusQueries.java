package io.spanstone.query.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectLimits;
import io.spanstone.query.promql.Promql;
import io.spanstone.query.promql.PromqlEngine;
import io.spanstone.query.promql.PromqlSettings;
import io.spanstone.query.promql.QueryAnswer;
import io.spanstone.query.promql.QueryResult;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.Formatter;
import io.spanstone.query.promql.syntax.ValueType;
import io.spanstone.storage.metrics.MetricStore;
import io.spanstone.storage.metrics.SeriesExemplar;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Queries, and what is done with their text. Thread-safe. */
public final class PrometheusQueries {
  private static final int MAX_EXEMPLARS = 10_000;

  /** Of a longer time each such piece has its share of the exemplars, not the newest all. */
  private static final Duration EXEMPLAR_PIECE = Duration.ofMinutes(30);

  private static final int MAX_EXEMPLAR_PIECES = 24;

  private final MetricStore store;
  private final QueryRunner runner;
  private final InstantSource clock;

  public PrometheusQueries(MetricStore store, QueryRunner runner, InstantSource clock) {
    this.store = store;
    this.runner = runner;
    this.clock = clock;
  }

  /** {@code /prometheus/api/v1/query} */
  public void instant(Context request) throws IOException {
    Form form = Form.of(request);
    long timeMillis = form.timeMillis("time").orElse(clock.millis());
    form.query();
    answer(request, form, engine -> engine.instant(form.text("query"), timeMillis));
  }

  /** {@code /prometheus/api/v1/query_range} */
  public void range(Context request) throws IOException {
    Form form = Form.of(request);
    long startMillis = form.requiredTimeMillis("start");
    long endMillis = form.requiredTimeMillis("end");
    if (endMillis < startMillis) {
      throw PrometheusException.badParameter("end", "end timestamp must not be before start time");
    }
    long stepMillis = form.requiredDurationMillis("step");
    if (stepMillis <= 0) {
      throw PrometheusException.badParameter(
          "step",
          "zero or negative query resolution step widths are not accepted; give a step of 1ms or"
              + " more");
    }
    checkRangeType(form.query());
    answer(
        request,
        form,
        engine -> engine.range(form.text("query"), startMillis, endMillis, stepMillis));
  }

  /** {@code /prometheus/api/v1/query_exemplars} */
  public void exemplars(Context request) throws IOException {
    Form form = Form.of(request);
    TimeSpan span = TimeSpan.of(form);
    int limit = Math.min(Math.max(1, form.count("limit", MAX_EXEMPLARS)), MAX_EXEMPLARS);
    Set<List<LabelMatcher>> selectors = new LinkedHashSet<>(Promql.selectors(form.query()));
    Map<Labels, Set<SeriesExemplar>> found =
        runner.run(request, allowed -> exemplars(selectors, span, limit, allowed));
    Success.send(request, json -> writeExemplars(json, found));
  }

  /** {@code /prometheus/api/v1/format_query} */
  public void format(Context request) throws IOException {
    Expr query = Form.of(request).query();
    Success.send(request, json -> json.writeString(Formatter.format(query)));
  }

  private interface Question {
    QueryAnswer ask(PromqlEngine engine) throws IOException;
  }

  private void answer(Context request, Form form, Question question) throws IOException {
    int limit = form.count("limit", 0);
    boolean reads = !Promql.selectors(form.query()).isEmpty();
    long begin = System.nanoTime();
    QueryStatistics statistics =
        runner.run(
            request,
            settings(form),
            allowed -> {
              long start = System.nanoTime();
              QueryAnswer answer =
                  reads
                      ? store.read(source -> question.ask(new PromqlEngine(source, allowed)))
                      : question.ask(new PromqlEngine(store, allowed));
              return new QueryStatistics(start - begin, System.nanoTime() - start, answer);
            });
    QueryAnswer answer = statistics.answer();
    runner.countSamples(answer.samples());
    QueryResult result = truncated(answer.result(), limit);
    List<String> warnings = new ArrayList<>(answer.warnings());
    if (result != answer.result()) {
      warnings.add(Success.TRUNCATED);
    }
    boolean withStatistics = !form.text("stats").isEmpty();
    Success.send(
        request,
        json -> ResultJson.write(json, result, withStatistics ? statistics : null),
        warnings,
        answer.infos());
  }

  /** A client may shorten the time-out, not lengthen it. */
  private PromqlSettings settings(Form form) {
    PromqlSettings own = runner.settings();
    OptionalLong timeout = form.durationMillis("timeout");
    if (timeout.isPresent() && timeout.getAsLong() < 0) {
      throw PrometheusException.badParameter(
          "timeout", "is negative; give a duration such as 30s, or leave it out");
    }
    if (timeout.isPresent()) {
      Duration wanted = Duration.ofMillis(timeout.getAsLong());
      own = own.withTimeout(wanted.compareTo(own.timeout()) < 0 ? wanted : own.timeout());
    }
    OptionalLong lookback = form.durationMillis("lookback_delta");
    if (lookback.isPresent() && lookback.getAsLong() > 0) {
      own = own.withLookback(Duration.ofMillis(lookback.getAsLong()));
    }
    return own;
  }

  private static void checkRangeType(Expr query) {
    if (query.type() == ValueType.STRING || query.type() == ValueType.RANGE_VECTOR) {
      throw PrometheusException.badParameter(
          "query",
          "invalid expression type \"%s\" for range query, must be scalar or instant vector"
              .formatted(query.type()));
    }
  }

  private static QueryResult truncated(QueryResult result, int limit) {
    if (limit > 0 && result instanceof QueryResult.Vector vector) {
      return vector.elements().size() <= limit
          ? vector
          : new QueryResult.Vector(vector.timeMillis(), vector.elements().subList(0, limit));
    }
    if (limit > 0 && result instanceof QueryResult.Matrix matrix) {
      return matrix.series().size() <= limit
          ? matrix
          : new QueryResult.Matrix(matrix.series().subList(0, limit));
    }
    return result;
  }

  private Map<Labels, Set<SeriesExemplar>> exemplars(
      Set<List<LabelMatcher>> selectors, TimeSpan span, int limit, PromqlSettings allowed)
      throws IOException {
    SelectLimits limits =
        new SelectLimits(
            allowed.maxSeries(),
            allowed.maxSamples(),
            System.nanoTime() + allowed.timeout().toNanos());
    Map<Labels, Set<SeriesExemplar>> found = new TreeMap<>();
    List<TimeSpan> pieces = span.pieces(EXEMPLAR_PIECE, MAX_EXEMPLAR_PIECES);
    int share = Math.max(1, limit / pieces.size());
    for (List<LabelMatcher> matchers : selectors) {
      for (TimeSpan piece : pieces) {
        for (SeriesExemplar exemplar :
            store.exemplars(matchers, piece.startMillis(), piece.endMillis(), share, limits)) {
          found.computeIfAbsent(exemplar.series(), series -> new LinkedHashSet<>()).add(exemplar);
        }
      }
    }
    return found;
  }

  private static void writeExemplars(JsonGenerator json, Map<Labels, Set<SeriesExemplar>> found)
      throws IOException {
    json.writeStartArray();
    for (Map.Entry<Labels, Set<SeriesExemplar>> series : found.entrySet()) {
      json.writeStartObject();
      json.writeFieldName("seriesLabels");
      ResultJson.writeLabels(json, series.getKey());
      json.writeArrayFieldStart("exemplars");
      List<SeriesExemplar> exemplars = new ArrayList<>(series.getValue());
      exemplars.sort(Comparator.comparingLong(SeriesExemplar::timeMillis));
      for (SeriesExemplar exemplar : exemplars) {
        json.writeStartObject();
        json.writeFieldName("labels");
        ResultJson.writeLabels(json, exemplar.labels());
        json.writeStringField("value", SampleText.number(exemplar.value()));
        json.writeFieldName("timestamp");
        json.writeNumber(SampleText.seconds(exemplar.timeMillis()));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
