package io.spanstone.otlp;

/**
 * One span, read in a single pass over its fields; strings are decoded and attributes walked only
 * when asked for. A reusable flyweight over the bytes it was given; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code trace/v1/trace.proto}.
 */
public final class SpanView {
  /** {@code Span.SpanKind} by number. */
  public static final int KIND_INTERNAL = 1;

  public static final int KIND_SERVER = 2;
  public static final int KIND_CLIENT = 3;
  public static final int KIND_PRODUCER = 4;
  public static final int KIND_CONSUMER = 5;

  /** {@code Status.StatusCode.STATUS_CODE_ERROR}. */
  public static final int STATUS_ERROR = 2;

  static final int TRACE_ID = 1 << 3 | WireReader.LEN;
  static final int SPAN_ID = 2 << 3 | WireReader.LEN;
  private static final int TRACE_STATE = 3 << 3 | WireReader.LEN;
  private static final int PARENT_SPAN_ID = 4 << 3 | WireReader.LEN;
  private static final int NAME = 5 << 3 | WireReader.LEN;
  private static final int KIND = 6 << 3 | WireReader.VARINT;
  private static final int START_TIME = 7 << 3 | WireReader.FIXED64;
  private static final int END_TIME = 8 << 3 | WireReader.FIXED64;
  static final int ATTRIBUTES = 9 << 3 | WireReader.LEN;
  private static final int DROPPED_ATTRIBUTES = 10 << 3 | WireReader.VARINT;
  static final int EVENTS = 11 << 3 | WireReader.LEN;
  private static final int DROPPED_EVENTS = 12 << 3 | WireReader.VARINT;
  static final int LINKS = 13 << 3 | WireReader.LEN;
  private static final int DROPPED_LINKS = 14 << 3 | WireReader.VARINT;
  private static final int STATUS = 15 << 3 | WireReader.LEN;
  private static final int FLAGS = 16 << 3 | WireReader.FIXED32;

  private static final int STATUS_MESSAGE = 2 << 3 | WireReader.LEN;
  private static final int STATUS_CODE = 3 << 3 | WireReader.VARINT;

  private final WireReader reader = new WireReader();
  private final WireReader statusReader = new WireReader();
  private Slice message = Slice.EMPTY;
  private final Range traceId = new Range();
  private final Range spanId = new Range();
  private final Range traceState = new Range();
  private final Range parentSpanId = new Range();
  private final Range name = new Range();
  private final Range statusMessage = new Range();
  private int kind;
  private long startTimeUnixNano;
  private long endTimeUnixNano;
  private int statusCode;
  private int flags;
  private int droppedAttributes;
  private int droppedEvents;
  private int droppedLinks;
  private int attributesFrom;
  private int attributesTo;
  private boolean hasEvents;

  /**
   * Reads the span in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public SpanView read(Slice message) {
    clear(message);
    reader.reset(message.array(), message.from(), message.to());
    for (int tag = reader.nextTag(); tag != WireReader.END; tag = reader.nextTag()) {
      switch (tag) {
        case TRACE_ID -> traceId.read(reader);
        case SPAN_ID -> spanId.read(reader);
        case TRACE_STATE -> traceState.read(reader);
        case PARENT_SPAN_ID -> parentSpanId.read(reader);
        case NAME -> name.read(reader);
        case KIND -> kind = (int) reader.varint();
        case START_TIME -> startTimeUnixNano = reader.fixed64();
        case END_TIME -> endTimeUnixNano = reader.fixed64();
        case DROPPED_ATTRIBUTES -> droppedAttributes = (int) reader.varint();
        case DROPPED_EVENTS -> droppedEvents = (int) reader.varint();
        case DROPPED_LINKS -> droppedLinks = (int) reader.varint();
        case STATUS -> readStatus();
        case FLAGS -> flags = (int) reader.fixed32();
        case ATTRIBUTES -> skipAttributes();
        case EVENTS -> { // walked on demand
          hasEvents = true;
          reader.skipRun();
        }
        case LINKS -> reader.skipRun();
        default -> reader.skip();
      }
    }
    return this;
  }

  /** The whole span message. */
  public Slice message() {
    return message;
  }

  /** Whether the span has a trace id of 16 bytes and a span id of 8, neither all zero. */
  public boolean hasValidIds() {
    return traceId.isId(message.array(), 16) && spanId.isId(message.array(), 8);
  }

  public Slice traceId() {
    return traceId.of(message);
  }

  public Slice spanId() {
    return spanId.of(message);
  }

  /** Empty for a root span. */
  public Slice parentSpanId() {
    return parentSpanId.of(message);
  }

  public Slice traceState() {
    return traceState.of(message);
  }

  public Slice name() {
    return name.of(message);
  }

  /** {@code Span.SpanKind} as its number, 0 to 5; others as they came. */
  public int kind() {
    return kind;
  }

  /** Nanoseconds since the Unix epoch, unsigned. */
  public long startTimeUnixNano() {
    return startTimeUnixNano;
  }

  /** Nanoseconds since the Unix epoch, unsigned. */
  public long endTimeUnixNano() {
    return endTimeUnixNano;
  }

  /** End minus start in nanoseconds; 0 if the span ends before it starts. */
  public long durationNanos() {
    return Long.compareUnsigned(endTimeUnixNano, startTimeUnixNano) <= 0
        ? 0
        : endTimeUnixNano - startTimeUnixNano;
  }

  /** {@code Status.StatusCode} as its number: 0 unset, 1 ok, 2 error. */
  public int statusCode() {
    return statusCode;
  }

  public boolean isError() {
    return statusCode == STATUS_ERROR;
  }

  public Slice statusMessage() {
    return statusMessage.of(message);
  }

  /** The W3C trace flags and OTLP's flags above them. */
  public int flags() {
    return flags;
  }

  public int droppedAttributesCount() {
    return droppedAttributes;
  }

  public int droppedEventsCount() {
    return droppedEvents;
  }

  public int droppedLinksCount() {
    return droppedLinks;
  }

  /** The span's attributes, in wire order. */
  public KeyValues attributes() {
    return new KeyValues(message, ATTRIBUTES);
  }

  /** Where the first attribute's field starts in the message's array; 0 if there is none. */
  public int attributesFrom() {
    return attributesFrom;
  }

  /** Where the last attribute's field ends; other fields may stand before it. */
  public int attributesTo() {
    return attributesTo;
  }

  /** Whether there are {@link #events}. */
  public boolean hasEvents() {
    return hasEvents;
  }

  /** The span's events (messages of type {@code Span.Event}), in wire order. */
  public Submessages events() {
    return new Submessages(message, EVENTS);
  }

  /** The span's links (messages of type {@code Span.Link}), in wire order. */
  public Submessages links() {
    return new Submessages(message, LINKS);
  }

  private void clear(Slice next) {
    message = next;
    traceId.clear();
    spanId.clear();
    traceState.clear();
    parentSpanId.clear();
    name.clear();
    statusMessage.clear();
    kind = 0;
    startTimeUnixNano = 0;
    endTimeUnixNano = 0;
    statusCode = 0;
    flags = 0;
    droppedAttributes = 0;
    droppedEvents = 0;
    droppedLinks = 0;
    attributesFrom = 0;
    attributesTo = 0;
    hasEvents = false;
  }

  /** They are walked on demand. */
  private void skipAttributes() {
    if (attributesTo == 0) {
      attributesFrom = reader.start();
    }
    reader.skipRun();
    attributesTo = reader.to();
  }

  private void readStatus() {
    reader.readContent();
    statusReader.reset(message.array(), reader.from(), reader.to());
    while (statusReader.next()) {
      switch (statusReader.tag()) {
        case STATUS_MESSAGE -> statusMessage.set(statusReader);
        case STATUS_CODE -> statusCode = (int) statusReader.value();
        default -> {}
      }
    }
  }
}
