package io.spanstone.storage;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.otlp.AnyValueView;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.SpanNameTemplate;
import io.spanstone.storage.traces.TraceQuery;
import io.spanstone.storage.traces.TraceSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a search must find: all spans in a list, and the plainest code that can be written. */
final class BruteForce {
  private record Located(Resource resource, Span span) {
    String attribute(String key) {
      return resource.getAttributesList().stream()
          .filter(attribute -> attribute.getKey().equals(key))
          .map(attribute -> attribute.getValue().getStringValue())
          .findFirst()
          .orElse("");
    }

    String name() {
      String name = attribute("service.name");
      return name.isEmpty() ? "unknown_service" : name;
    }

    String qualifiedName() {
      String namespace = attribute("service.namespace");
      return namespace.isEmpty() ? name() : namespace + "/" + name();
    }

    long duration() {
      return Math.max(0, span.getEndTimeUnixNano() - span.getStartTimeUnixNano());
    }
  }

  private final Map<String, Set<Located>> traces = new TreeMap<>();

  void add(List<TracesData> requests) {
    for (TracesData request : requests) {
      for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
        for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
          for (Span span : scopeSpans.getSpansList()) {
            add(new Located(resourceSpans.getResource(), span));
          }
        }
      }
    }
  }

  List<TraceSummary> search(TraceQuery query) {
    List<TraceSummary> found = new ArrayList<>();
    traces.forEach(
        (id, spans) ->
            spans.stream()
                .filter(span -> matches(span, query))
                .mapToLong(span -> span.span().getStartTimeUnixNano())
                .max()
                .ifPresent(newest -> found.add(summary(id, newest, List.copyOf(spans)))));
    found.sort(
        Comparator.comparing(TraceSummary::matchTimeUnixNano)
            .reversed()
            .thenComparing(TraceSummary::traceId));
    return found;
  }

  private void add(Located located) {
    boolean valid = Stream.of(located.span().getSpanId().toByteArray()).noneMatch(id -> isZero(id));
    if (valid) {
      String id = HexFormat.of().formatHex(located.span().getTraceId().toByteArray());
      traces.computeIfAbsent(id, unknown -> new LinkedHashSet<>()).add(located);
    }
  }

  private static boolean isZero(byte[] id) {
    for (byte b : id) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(Located each, TraceQuery query) {
    Span span = each.span();
    Instant start = Instant.ofEpochSecond(0, span.getStartTimeUnixNano());
    Duration duration = Duration.ofNanos(each.duration());
    return !start.isBefore(query.start())
        && start.isBefore(query.end())
        && (query.service() == null
            || query.service().equals(each.name())
            || query.service().equals(each.qualifiedName()))
        && (query.operation() == null
            || query.operation().equals(span.getName())
            || query.operation().equals(SpanNameTemplate.of(span.getName())))
        && (query.kind() == null || query.kind() == span.getKindValue())
        && (query.status() == null || query.status() == span.getStatus().getCodeValue())
        && (query.minDuration() == null || duration.compareTo(query.minDuration()) >= 0)
        && (query.maxDuration() == null || duration.compareTo(query.maxDuration()) <= 0)
        && query.attributes().stream().allMatch(wanted -> has(each, wanted));
  }

  private static boolean has(Located each, TraceQuery.Attribute wanted) {
    return Stream.concat(
            each.span().getAttributesList().stream(), each.resource().getAttributesList().stream())
        .anyMatch(
            attribute ->
                attribute.getKey().equals(wanted.key()) && text(attribute).equals(wanted.value()));
  }

  private static String text(KeyValue attribute) {
    return new AnyValueView().read(Slice.of(attribute.getValue().toByteArray())).text().utf8();
  }

  private static TraceSummary summary(String id, long newest, List<Located> spans) {
    Located root =
        spans.stream()
            .min(
                Comparator.comparing((Located each) -> !each.span().getParentSpanId().isEmpty())
                    .thenComparing(each -> each.span().getStartTimeUnixNano()))
            .orElseThrow();
    long start = spans.stream().mapToLong(e -> e.span().getStartTimeUnixNano()).min().orElseThrow();
    long end =
        spans.stream()
            .mapToLong(each -> each.span().getStartTimeUnixNano() + each.duration())
            .max()
            .orElseThrow();
    return new TraceSummary(
        id,
        newest,
        root.qualifiedName(),
        root.span().getName(),
        start,
        end - start,
        spans.size(),
        (int) spans.stream().filter(e -> e.span().getStatus().getCodeValue() == 2).count(),
        spans.stream().map(Located::qualifiedName).distinct().sorted().toList());
  }
}
