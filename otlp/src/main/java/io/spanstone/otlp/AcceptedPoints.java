package io.spanstone.otlp;

/**
 * What is left of an export request of metrics without the data points of refused times. All other
 * bytes are copied as they are, unknown fields included; the request must have passed {@link
 * OtlpScan}.
 */
public final class AcceptedPoints {
  private static final int RESOURCE_METRICS = 1 << 3 | WireReader.LEN;
  private static final int SCOPE_METRICS = 2 << 3 | WireReader.LEN;
  private static final int METRICS = 2 << 3 | WireReader.LEN;
  private static final int NAME = 1 << 3 | WireReader.LEN;
  private static final int GAUGE = 5 << 3 | WireReader.LEN;
  private static final int SUM = 7 << 3 | WireReader.LEN;
  private static final int HISTOGRAM = 9 << 3 | WireReader.LEN;
  private static final int EXPONENTIAL_HISTOGRAM = 10 << 3 | WireReader.LEN;
  private static final int SUMMARY = 11 << 3 | WireReader.LEN;
  private static final int DATA_POINTS = 1 << 3 | WireReader.LEN;
  private static final int TIME = 3 << 3 | WireReader.FIXED64;

  /** How deep messages are: the request, its resources, their scopes, metrics, data of metrics. */
  private static final int REQUEST = 0;

  private static final int RESOURCE = 1;
  private static final int SCOPE = 2;
  private static final int METRIC = 3;
  private static final int DATA = 4;

  private final AcceptedTimes times;
  private final WireWriter writer;
  private Slice metric = Slice.EMPTY;
  private String firstMetric = "";
  private long firstTimeUnixNano;
  private boolean anyRefused;

  private AcceptedPoints(AcceptedTimes times, int maxBytes) {
    this.times = times;
    this.writer = new WireWriter(maxBytes);
  }

  /**
   * The rest of a request.
   *
   * @param request without the refused points
   * @param firstMetric the name of the metric of the first refused point
   * @param firstTimeUnixNano that point's time, unsigned; 0 if it has none
   */
  public record Rest(Slice request, String firstMetric, long firstTimeUnixNano) {}

  /** The request without the points that {@code times} does not accept. */
  public static Rest of(Slice request, AcceptedTimes times) {
    AcceptedPoints points = new AcceptedPoints(times, request.length());
    points.copy(REQUEST, request);
    return new Rest(points.writer.written(), points.firstMetric, points.firstTimeUnixNano);
  }

  private void copy(int depth, Slice message) {
    if (depth == METRIC) {
      metric = message;
    }
    WireReader reader = new WireReader(message);
    int from = message.from();
    while (reader.next()) {
      writer.fields(new Slice(message.array(), from, reader.start())); // groups
      if (depth == DATA && reader.tag() == DATA_POINTS) {
        copyPoint(reader.slice());
      } else if (leadsToPoints(depth, reader.tag())) {
        int mark = writer.begin(reader.number());
        copy(depth + 1, reader.slice());
        writer.end(mark);
      } else {
        writer.fields(new Slice(message.array(), reader.start(), reader.to()));
      }
      from = reader.to();
    }
    writer.fields(new Slice(message.array(), from, message.to()));
  }

  private void copyPoint(Slice point) {
    long time = time(point);
    if (times.accept(time)) {
      writer.bytes(1, point);
    } else if (!anyRefused) {
      anyRefused = true;
      firstTimeUnixNano = time;
      firstMetric = name(metric);
    }
  }

  private static boolean leadsToPoints(int depth, int tag) {
    return switch (depth) {
      case REQUEST -> tag == RESOURCE_METRICS;
      case RESOURCE -> tag == SCOPE_METRICS;
      case SCOPE -> tag == METRICS;
      case METRIC ->
          switch (tag) {
            case GAUGE, SUM, HISTOGRAM, EXPONENTIAL_HISTOGRAM, SUMMARY -> true;
            default -> false;
          };
      default -> false;
    };
  }

  /** The last one counts, as in every protobuf implementation. */
  private static long time(Slice point) {
    long time = 0;
    WireReader reader = new WireReader(point);
    while (reader.next()) {
      if (reader.tag() == TIME) {
        time = reader.value();
      }
    }
    return time;
  }

  private static String name(Slice metric) {
    String name = "";
    WireReader reader = new WireReader(metric);
    while (reader.next()) {
      if (reader.tag() == NAME) {
        name = reader.slice().utf8();
      }
    }
    return name;
  }
}
