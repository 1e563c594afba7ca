package io.spanstone.otlp;

import static java.util.Objects.requireNonNull;

/**
 * Checks a request in one pass, all nested messages included, and counts its records.
 *
 * <p>What passes can be read by every view here and by every protobuf parser: fields of known
 * number and type are well-formed to the last byte, and messages and groups nest at most {@value
 * WireReader#MAX_DEPTH} deep, which is the default limit of protobuf's parsers too. Strings that
 * are not UTF-8 pass; they are kept as they are and read with U+FFFD in place of what is invalid.
 *
 * <p>A refusal names the field path and the byte, for instance {@code
 * resource_spans[0].scope_spans[0].spans[3].attributes[1].value: message ends inside a varint at
 * byte 120}.
 */
public final class OtlpScan {
  private static final int MAX_DEPTH = WireReader.MAX_DEPTH;

  /** The same in the data points of all kinds. */
  private static final int POINT_TIME = 3 << 3 | WireReader.FIXED64;

  private final Slice request;
  private final AcceptedTimes times;
  private final WireReader reader;
  private final MetricView metric = new MetricView();

  /** The messages being read, outermost first: type, where the content starts and ends. */
  private final MessageType[] types = new MessageType[MAX_DEPTH + 1];

  private final int[] froms = new int[MAX_DEPTH + 1];
  private final int[] ends = new int[MAX_DEPTH + 1];
  private int depth;
  private MessageType type;

  private boolean validTraceId;
  private boolean validSpanId;
  private long pointTime;

  /** The field of the metric being read that its points are in, and its points of refused times. */
  private int dataNumber;

  private int refusedPoints;
  private int records;
  private int invalidRecords;

  private OtlpScan(Signal signal, Slice request, AcceptedTimes times) {
    this.request = request;
    this.times = times;
    reader = new WireReader(request);
    type = OtlpSchema.request(signal);
    types[0] = type;
    froms[0] = request.from();
    ends[0] = request.to();
  }

  /**
   * Scans an export request, or anything else in the shape of {@code TracesData}, {@code
   * MetricsData} or {@code LogsData}.
   *
   * @throws MalformedOtlpException if it is no such message, naming what and where
   */
  public static ScanResult scan(Signal signal, Slice request) {
    return scan(signal, request, AcceptedTimes.ALL);
  }

  /**
   * The same; data points of times that are not accepted are counted as invalid.
   *
   * @throws MalformedOtlpException if it is no such message, naming what and where
   */
  public static ScanResult scan(Signal signal, Slice request, AcceptedTimes pointTimes) {
    return new OtlpScan(signal, request, pointTimes).scan();
  }

  private ScanResult scan() {
    try {
      walk();
    } catch (MalformedOtlpException e) {
      throw new MalformedOtlpException(
          path() + ": " + e.problem() + " at byte " + (e.offset() - request.from()));
    }
    return new ScanResult(records, invalidRecords);
  }

  private void walk() {
    while (true) {
      int tag = reader.nextTag();
      if ((tag & 7) == WireReader.LEN) {
        reader.readContent();
        Field field = type.structuredField(tag >>> 3);
        if (field != null) {
          checkContent(field);
        }
      } else if (tag == POINT_TIME && type.isDataPoint()) {
        pointTime = reader.fixed64();
      } else if (tag != WireReader.END) {
        reader.skip();
      } else if (depth > 0) {
        leave();
      } else {
        return;
      }
    }
  }

  private void checkContent(Field field) {
    MessageType message = field.message();
    if (message != null) {
      enter(message);
    } else if (field.isPackable()) {
      checkPacked(field);
    } else if (type == OtlpSchema.SPAN) {
      checkId();
    }
  }

  private void enter(MessageType message) {
    if (depth == MAX_DEPTH) {
      throw new MalformedOtlpException("nested deeper than " + MAX_DEPTH, reader.from());
    }
    if (message == OtlpSchema.SPAN) {
      validTraceId = false;
      validSpanId = false;
    } else if (message.isDataPoint()) {
      pointTime = 0;
    } else if (message == OtlpSchema.METRIC) {
      dataNumber = 0;
    } else if (type == OtlpSchema.METRIC) {
      enterData(reader.number());
    }
    depth++;
    type = message;
    types[depth] = message;
    froms[depth] = reader.from();
    ends[depth] = reader.to();
    reader.enter();
    reader.limitGroupDepth(MAX_DEPTH - depth);
  }

  /** Data of another kind replaces the data before it; of the same kind, it is added. */
  private void enterData(int number) {
    if (number != dataNumber && number != OtlpSchema.METRIC_METADATA) {
      dataNumber = number;
      refusedPoints = 0;
    }
  }

  private void leave() {
    count(type);
    depth--;
    type = types[depth];
    reader.leave(ends[depth]);
    reader.limitGroupDepth(MAX_DEPTH - depth);
  }

  private void checkPacked(Field field) {
    int outerEnd = reader.end();
    boolean varints = field.type().wireType() == WireReader.VARINT;
    reader.enter();
    while (reader.hasMore()) {
      if (varints) {
        reader.varint();
      } else {
        reader.fixed64();
      }
    }
    reader.leave(outerEnd);
  }

  private void checkId() {
    if (reader.tag() == SpanView.TRACE_ID) {
      validTraceId = Range.isId(request.array(), reader.from(), reader.to(), 16);
    } else if (reader.tag() == SpanView.SPAN_ID) {
      validSpanId = Range.isId(request.array(), reader.from(), reader.to(), 8);
    }
  }

  private void count(MessageType message) {
    if (message == OtlpSchema.SPAN) {
      records++;
      if (!validTraceId || !validSpanId) {
        invalidRecords++;
      }
    } else if (message == OtlpSchema.LOG_RECORD) {
      records++;
    } else if (message.isDataPoint()) {
      if (!times.accept(pointTime)) {
        refusedPoints++;
      }
    } else if (message == OtlpSchema.METRIC) {
      Slice content = new Slice(request.array(), froms[depth], ends[depth]);
      records += metric.read(content).dataPointCount();
      invalidRecords += refusedPoints;
      refusedPoints = 0;
    }
  }

  /** Names the message that was being read, by reading the way to it again. */
  private String path() {
    StringBuilder path = new StringBuilder();
    for (int level = 0; level < depth; level++) {
      path.append(level == 0 ? "" : ".").append(step(level));
    }
    return depth == 0 ? types[0].name() : path.toString();
  }

  /** Names the field of the message at {@code level} that holds the next message. */
  private String step(int level) {
    int target = froms[level + 1];
    WireReader siblings = new WireReader();
    siblings.reset(request.array(), froms[level], ends[level]);
    while (siblings.from() != target) {
      siblings.next();
    }
    Field field = requireNonNull(types[level].field(siblings.number()));
    return field.isRepeated()
        ? field.name() + "[" + index(level, siblings.tag(), target) + "]"
        : field.name();
  }

  private int index(int level, int tag, int target) {
    Slice parent = new Slice(request.array(), froms[level], ends[level]);
    Submessages siblings = new Submessages(parent, tag);
    int index = -1;
    do {
      siblings.next();
      index++;
    } while (siblings.from() != target);
    return index;
  }
}
