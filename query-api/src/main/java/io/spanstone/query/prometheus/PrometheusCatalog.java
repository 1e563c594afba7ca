package io.spanstone.query.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.block.prometheus.MetadataEntry;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.storage.metrics.MetricStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which metrics, series and labels there are. Thread-safe. */
public final class PrometheusCatalog {
  private final MetricStore store;
  private final QueryRunner runner;

  public PrometheusCatalog(MetricStore store, QueryRunner runner) {
    this.store = store;
    this.runner = runner;
  }

  private interface Lookup<T> {
    Set<T> of(List<LabelMatcher> matchers) throws IOException;
  }

  /** {@code /prometheus/api/v1/series} */
  public void series(Context request) throws IOException {
    Form form = Form.of(request);
    TimeSpan span = TimeSpan.of(form);
    List<List<LabelMatcher>> selectors = form.selectors();
    if (selectors.isEmpty()) {
      throw new PrometheusException(
          ErrorType.BAD_DATA, "no match[] parameter provided; give one such as match[]=up");
    }
    int limit = form.count("limit", 0);
    Set<Labels> found =
        union(
            request,
            selectors,
            matchers -> store.series(matchers, span.startMillis(), span.endMillis()));
    Success.sendList(request, found, limit, ResultJson::writeLabels);
  }

  /** {@code /prometheus/api/v1/labels} */
  public void labels(Context request) throws IOException {
    Form form = Form.of(request);
    TimeSpan span = TimeSpan.of(form);
    int limit = form.count("limit", 0);
    Set<String> found =
        union(
            request,
            form.selectors(),
            matchers -> store.labelNames(matchers, span.startMillis(), span.endMillis()));
    Success.sendList(request, found, limit, JsonGenerator::writeString);
  }

  /** {@code /prometheus/api/v1/label/NAME/values} */
  public void labelValues(Context request) throws IOException {
    Form form = Form.of(request);
    TimeSpan span = TimeSpan.of(form);
    int limit = form.count("limit", 0);
    String name = EscapedName.decode(request.pathParam("name"));
    Set<String> found =
        union(
            request,
            form.selectors(),
            matchers -> store.labelValues(name, matchers, span.startMillis(), span.endMillis()));
    Success.sendList(request, found, limit, JsonGenerator::writeString);
  }

  /** {@code /prometheus/api/v1/metadata} */
  public void metadata(Context request) throws IOException {
    Form form = Form.of(request);
    String metric = form.text("metric");
    int limit = form.count("limit", Integer.MAX_VALUE);
    int perMetric = form.count("limit_per_metric", 0);
    List<MetadataEntry> found =
        runner.run(request, allowed -> store.metadata(-TimeText.MAX_MILLIS, TimeText.MAX_MILLIS));
    Map<String, List<MetadataEntry>> byName = new TreeMap<>();
    for (MetadataEntry entry : found) {
      List<MetadataEntry> same = byName.computeIfAbsent(entry.name(), key -> new ArrayList<>());
      if ((metric.isEmpty() || metric.equals(entry.name()))
          && (perMetric == 0 || same.size() < perMetric)) {
        same.add(entry);
      }
    }
    byName.values().removeIf(List::isEmpty);
    Success.send(request, json -> writeMetadata(json, byName, limit));
  }

  /** What any of the selectors finds; without any, everything. */
  private <T> Set<T> union(Context request, List<List<LabelMatcher>> selectors, Lookup<T> lookup)
      throws IOException {
    return runner.run(
        request,
        allowed -> {
          if (selectors.isEmpty()) {
            return lookup.of(List.of());
          }
          Set<T> found = new TreeSet<>();
          for (List<LabelMatcher> matchers : selectors) {
            found.addAll(lookup.of(matchers));
          }
          return found;
        });
  }

  private static void writeMetadata(
      JsonGenerator json, Map<String, List<MetadataEntry>> byName, int limit) throws IOException {
    json.writeStartObject();
    int left = limit;
    for (Map.Entry<String, List<MetadataEntry>> metric : byName.entrySet()) {
      if (left-- == 0) {
        break;
      }
      json.writeArrayFieldStart(metric.getKey());
      for (MetadataEntry entry : metric.getValue()) {
        json.writeStartObject();
        json.writeStringField("type", entry.type());
        json.writeStringField("help", entry.help());
        json.writeStringField("unit", entry.unit());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
