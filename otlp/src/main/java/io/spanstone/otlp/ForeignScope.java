package io.spanstone.otlp;

/**
 * Finds, and takes out, what an export request of metrics has under the name of a scope that its
 * sender has no right to. All other bytes are copied as they are, unknown fields included; the
 * request must have passed {@link OtlpScan}.
 */
public final class ForeignScope {
  private static final int RESOURCE_METRICS = 1 << 3 | WireReader.LEN;
  private static final int SCOPE_METRICS = 2 << 3 | WireReader.LEN;
  private static final int SCOPE = 1 << 3 | WireReader.LEN;
  private static final int METRICS = 2 << 3 | WireReader.LEN;

  private final Slice name;
  private final WireWriter writer;
  private final MetricView metric = new MetricView();
  private final ScopeView scope = new ScopeView();
  private String firstMetric = "";
  private int points;

  private ForeignScope(Slice name, int maxBytes) {
    this.name = name;
    this.writer = new WireWriter(maxBytes);
  }

  /**
   * The rest of a request.
   *
   * @param request without anything of the scope
   * @param points how many data points were taken out
   * @param firstMetric the name of the first metric with such a point
   */
  public record Rest(Slice request, int points, String firstMetric) {}

  /** Whether any metric of the request is of the scope of that name. */
  public static boolean isIn(Slice request, Slice name) {
    ScopeView scope = new ScopeView();
    int ordinal = -1;
    for (RecordCursor metrics = new RecordCursor(request); metrics.next(); ) {
      if (metrics.scopeOrdinal() != ordinal) {
        ordinal = metrics.scopeOrdinal();
        if (scope.read(metrics.scope()).name().equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The request without what is of the scope of that name. */
  public static Rest without(Slice request, Slice name) {
    ForeignScope foreign = new ForeignScope(name, request.length());
    foreign.copyRequest(request);
    return new Rest(foreign.writer.written(), foreign.points, foreign.firstMetric);
  }

  private void copyRequest(Slice request) {
    WireReader reader = new WireReader(request);
    int from = request.from();
    while (reader.next()) {
      if (reader.tag() == RESOURCE_METRICS) {
        writer.fields(new Slice(request.array(), from, reader.start()));
        int mark = writer.begin(reader.number());
        copyResource(reader.slice());
        writer.end(mark);
        from = reader.to();
      }
    }
    writer.fields(new Slice(request.array(), from, request.to()));
  }

  private void copyResource(Slice resource) {
    WireReader reader = new WireReader(resource);
    int from = resource.from();
    while (reader.next()) {
      if (reader.tag() == SCOPE_METRICS && isForeign(reader.slice())) {
        writer.fields(new Slice(resource.array(), from, reader.start()));
        count(reader.slice());
        from = reader.to();
      }
    }
    writer.fields(new Slice(resource.array(), from, resource.to()));
  }

  private boolean isForeign(Slice scopeMetrics) {
    return scope.read(Submessages.merge(scopeMetrics, SCOPE)).name().equals(name);
  }

  private void count(Slice scopeMetrics) {
    for (Submessages metrics = new Submessages(scopeMetrics, METRICS); metrics.next(); ) {
      int more = metric.read(metrics.message()).dataPointCount();
      if (points == 0 && more > 0) {
        firstMetric = metric.name().utf8();
      }
      points += more;
    }
  }
}
