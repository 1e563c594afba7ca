package io.spanstone.otlp;

/**
 * One log record, read in a single pass over its fields; the body and the attributes are looked
 * into only when asked for. A reusable flyweight over the bytes it was given; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code logs/v1/logs.proto}.
 */
public final class LogRecordView {
  private static final int TIME = 1 << 3 | WireReader.FIXED64;
  private static final int SEVERITY_NUMBER = 2 << 3 | WireReader.VARINT;
  private static final int SEVERITY_TEXT = 3 << 3 | WireReader.LEN;
  private static final int BODY = 5 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 6 << 3 | WireReader.LEN;
  private static final int DROPPED_ATTRIBUTES = 7 << 3 | WireReader.VARINT;
  private static final int FLAGS = 8 << 3 | WireReader.FIXED32;
  private static final int TRACE_ID = 9 << 3 | WireReader.LEN;
  private static final int SPAN_ID = 10 << 3 | WireReader.LEN;
  private static final int OBSERVED_TIME = 11 << 3 | WireReader.FIXED64;
  private static final int EVENT_NAME = 12 << 3 | WireReader.LEN;

  private final WireReader reader = new WireReader();
  private final AnyValueView body = new AnyValueView();
  private final Range severityText = new Range();
  private final Range bodyMessage = new Range();
  private final Range traceId = new Range();
  private final Range spanId = new Range();
  private final Range eventName = new Range();
  private Slice message = Slice.EMPTY;
  private long timeUnixNano;
  private long observedTimeUnixNano;
  private int severityNumber;
  private int droppedAttributes;
  private int flags;

  /**
   * Reads the log record in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public LogRecordView read(Slice message) {
    clear(message);
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      switch (reader.tag()) {
        case TIME -> timeUnixNano = reader.value();
        case OBSERVED_TIME -> observedTimeUnixNano = reader.value();
        case SEVERITY_NUMBER -> severityNumber = (int) reader.value();
        case SEVERITY_TEXT -> severityText.set(reader);
        case BODY -> bodyMessage.set(reader);
        case DROPPED_ATTRIBUTES -> droppedAttributes = (int) reader.value();
        case FLAGS -> flags = (int) reader.value();
        case TRACE_ID -> traceId.set(reader);
        case SPAN_ID -> spanId.set(reader);
        case EVENT_NAME -> eventName.set(reader);
        default -> {} // attributes are walked on demand
      }
    }
    return this;
  }

  /** The whole log record message. */
  public Slice message() {
    return message;
  }

  /** When it happened, in nanoseconds since the Unix epoch, unsigned; 0 if unknown. */
  public long timeUnixNano() {
    return timeUnixNano;
  }

  /** When it was seen by the collection system, in nanoseconds since the Unix epoch, unsigned. */
  public long observedTimeUnixNano() {
    return observedTimeUnixNano;
  }

  /**
   * {@link #timeUnixNano()}, or {@link #observedTimeUnixNano()} if that is unknown, as the data
   * model prescribes.
   */
  public long timeOrObservedTimeUnixNano() {
    return timeUnixNano != 0 ? timeUnixNano : observedTimeUnixNano;
  }

  /** {@code SeverityNumber}: 1 to 24, 0 if unspecified; others as they came. */
  public int severityNumber() {
    return severityNumber;
  }

  /** The source's own name of the severity. */
  public Slice severityText() {
    return severityText.of(message);
  }

  /** The body; overwritten by the next call of this method. */
  public AnyValueView body() {
    return body.read(bodyMessage.merged(message, BODY));
  }

  public KeyValues attributes() {
    return new KeyValues(message, ATTRIBUTES);
  }

  public int droppedAttributesCount() {
    return droppedAttributes;
  }

  /** The W3C trace flags in the low byte. */
  public int flags() {
    return flags;
  }

  /** Empty if the record belongs to no trace. */
  public Slice traceId() {
    return traceId.of(message);
  }

  /** Empty if the record belongs to no span. */
  public Slice spanId() {
    return spanId.of(message);
  }

  /** Not empty for a record that is an event. */
  public Slice eventName() {
    return eventName.of(message);
  }

  private void clear(Slice next) {
    message = next;
    severityText.clear();
    bodyMessage.clear();
    traceId.clear();
    spanId.clear();
    eventName.clear();
    timeUnixNano = 0;
    observedTimeUnixNano = 0;
    severityNumber = 0;
    droppedAttributes = 0;
    flags = 0;
  }
}
