package io.spanstone.collector;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.storage.red.Calls;
import io.spanstone.storage.red.GroupBy;
import io.spanstone.storage.red.RedQuery;
import io.spanstone.storage.red.RedSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The spans that were sent, and what is to be answered of them, by the plainest code there is. */
final class SentCalls {
  private record Sent(String namespace, String service, String version, Span span) {
    boolean isCall() {
      return span.getKind() == Span.SpanKind.SPAN_KIND_SERVER
          || span.getKind() == Span.SpanKind.SPAN_KIND_CONSUMER;
    }

    String qualified() {
      return namespace.isEmpty() ? service : namespace + "/" + service;
    }

    /** The one name of {@link RandomCalls} that carries an id. */
    String operation() {
      return span.getName().replace("/17", "/{id}");
    }

    String group(GroupBy groupBy) {
      return switch (groupBy) {
        case NONE -> "";
        case SERVICE -> qualified();
        case OPERATION -> operation();
        case VERSION -> version;
      };
    }
  }

  private final List<Sent> all = new ArrayList<>();

  void add(TracesData data) {
    for (ResourceSpans resource : data.getResourceSpansList()) {
      List<KeyValue> attributes = resource.getResource().getAttributesList();
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          all.add(
              new Sent(
                  text(attributes, "service.namespace"),
                  text(attributes, "service.name"),
                  text(attributes, "service.version"),
                  span));
        }
      }
    }
  }

  List<RedSeries> red(RedQuery query) {
    Map<String, List<List<Sent>>> groups = new TreeMap<>();
    if (query.groupBy() == GroupBy.NONE) {
      groups.put("", steps(query));
    }
    for (Sent sent : all) {
      long since = sent.span.getEndTimeUnixNano() - query.startUnixNano();
      int step = (int) Math.floorDiv(since, query.stepNanos());
      boolean wanted =
          sent.isCall()
              && step >= 0
              && step < query.steps()
              && (query.service() == null
                  || query.service().equals(sent.service)
                  || query.service().equals(sent.qualified()))
              && (query.operation() == null || query.operation().equals(sent.operation()));
      if (wanted) {
        groups
            .computeIfAbsent(sent.group(query.groupBy()), unused -> steps(query))
            .get(step)
            .add(sent);
      }
    }
    List<RedSeries> series = new ArrayList<>();
    groups.forEach(
        (group, steps) ->
            series.add(
                new RedSeries(
                    group,
                    steps.stream().map(each -> calls(each, query.slowerThanNanos())).toList())));
    return series;
  }

  private static List<List<Sent>> steps(RedQuery query) {
    List<List<Sent>> steps = new ArrayList<>();
    for (int i = 0; i < query.steps(); i++) {
      steps.add(new ArrayList<>());
    }
    return steps;
  }

  private static Calls calls(List<Sent> sent, long slowerThanNanos) {
    long errors = sent.stream().filter(SentCalls::failed).count();
    long slow =
        sent.stream().filter(each -> !failed(each) && nanos(each) > slowerThanNanos).count();
    long[] nanos = sent.stream().mapToLong(SentCalls::nanos).sorted().toArray();
    return new Calls(
        sent.size(),
        errors,
        quantile(nanos, 50),
        quantile(nanos, 90),
        quantile(nanos, 95),
        quantile(nanos, 99),
        slow);
  }

  private static boolean failed(Sent sent) {
    return sent.span.getStatus().getCode().name().equals("STATUS_CODE_ERROR");
  }

  private static long nanos(Sent sent) {
    return sent.span.getEndTimeUnixNano() - sent.span.getStartTimeUnixNano();
  }

  /** The least duration that so many per cent do not exceed. */
  private static long quantile(long[] sorted, int percent) {
    long needed = Math.max(1, (sorted.length * (long) percent + 99) / 100);
    return Arrays.stream(sorted).skip(needed - 1).findFirst().orElse(0);
  }

  private static String text(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
