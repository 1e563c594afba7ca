package io.spanstone.block.scan;

import io.spanstone.block.Service;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.EnvelopeWriter;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The spans of one trace, gathered from blocks. A span that is there already, byte for byte and of
 * the same service, is not taken again: a client sent it twice. Spans that only share their id all
 * stay. Holds on to the blocks' bytes. Not thread-safe.
 */
public final class TraceSpans {
  private record Key(Slice message, Service service) {}

  private record Source(
      Slice resource, Slice resourceSchemaUrl, Slice scope, Slice scopeSchemaUrl) {}

  private record Span(
      Source source,
      Service service,
      Slice message,
      boolean root,
      boolean error,
      long startTimeUnixNano,
      long endTimeUnixNano) {}

  private final Map<Key, Span> spans = new LinkedHashMap<>();
  private long bytes;

  /** Adds the cursor's current record, which {@code span} has read. */
  public void add(RecordCursor cursor, SpanView span) {
    Service service = Service.ofResource(cursor.resource());
    Source source =
        new Source(
            cursor.resource(), cursor.resourceSchemaUrl(), cursor.scope(), cursor.scopeSchemaUrl());
    Span added =
        new Span(
            source,
            service,
            span.message(),
            span.parentSpanId().isEmpty(),
            span.isError(),
            UnixNano.ofUnsigned(span.startTimeUnixNano()),
            UnixNano.ofUnsigned(span.endTimeUnixNano()));
    if (spans.putIfAbsent(new Key(span.message(), service), added) == null) {
      bytes += span.message().length();
    }
  }

  public int size() {
    return spans.size();
  }

  /** How many bytes the spans' messages have together. */
  public long bytes() {
    return bytes;
  }

  public int errors() {
    return (int) spans.values().stream().filter(Span::error).count();
  }

  public long startTimeUnixNano() {
    return spans.values().stream().mapToLong(Span::startTimeUnixNano).min().orElse(0);
  }

  /** From the start of the first span to the end of the last. */
  public long durationNanos() {
    long end = spans.values().stream().mapToLong(TraceSpans::end).max().orElse(0);
    return end - startTimeUnixNano();
  }

  /** Qualified names of all services, sorted. */
  public List<String> services() {
    TreeSet<String> services = new TreeSet<>();
    spans.values().forEach(span -> services.add(span.service().qualifiedName()));
    return List.copyOf(services);
  }

  /** Qualified name of the root's service; of several or no roots, the earliest span counts. */
  public String rootService() {
    return root().service().qualifiedName();
  }

  public String rootOperation() {
    return new SpanView().read(root().message()).name().utf8();
  }

  /** When the newest of the spans that match starts; -1 if none does. */
  public long newestMatch(SpanFilter filter) {
    SpanView view = new SpanView();
    long newest = -1;
    for (Span span : spans.values()) {
      if (span.startTimeUnixNano() > newest
          && filter.enter(span.source().resource())
          && filter.matches(view.read(span.message()))) {
        newest = span.startTimeUnixNano();
      }
    }
    return newest;
  }

  /** All spans as OTLP {@code TracesData}, the spans of one resource and scope together. */
  public Slice tracesData() {
    Map<Source, List<Span>> bySource = new LinkedHashMap<>();
    spans.values().stream()
        .sorted(Comparator.comparing(span -> span.startTimeUnixNano()))
        .forEach(
            span -> bySource.computeIfAbsent(span.source(), source -> new ArrayList<>()).add(span));
    EnvelopeWriter writer = new EnvelopeWriter(Integer.MAX_VALUE);
    bySource.forEach((source, of) -> of.forEach(span -> write(writer, source, span)));
    return writer.finish();
  }

  private static void write(EnvelopeWriter writer, Source source, Span span) {
    writer.add(
        source.resource(),
        source.resourceSchemaUrl(),
        source.scope(),
        source.scopeSchemaUrl(),
        span.message());
  }

  private Span root() {
    Comparator<Span> rootsThenEarliest =
        Comparator.comparing((Span span) -> !span.root()).thenComparing(Span::startTimeUnixNano);
    return spans.values().stream().min(rootsThenEarliest).orElseThrow();
  }

  /** A span that ends before it starts ends where it starts. */
  private static long end(Span span) {
    return Math.max(span.startTimeUnixNano(), span.endTimeUnixNano());
  }
}
