package io.spanstone.otlp;

/**
 * Walks an OTLP message record by record: the spans of {@code TracesData}, the log records of
 * {@code LogsData}, the metrics of {@code MetricsData}. Export requests have the same shape on the
 * wire, and so have the three signals: an envelope of resources (field 1), in each its resource
 * (1), scopes (2) and schema URL (3), in each scope its scope (1), records (2) and schema URL (3).
 *
 * <pre>{@code
 * RecordCursor records = new RecordCursor(message);
 * SpanView span = new SpanView();
 * while (records.next()) {
 *   span.read(records.record());
 * }
 * }</pre>
 *
 * <p>Source: opentelemetry-proto, {@code trace/v1}, {@code logs/v1}, {@code metrics/v1}. Not
 * thread-safe. {@link #next} throws {@link MalformedOtlpException} where the envelope is malformed;
 * the records themselves are not looked into.
 */
public final class RecordCursor {
  private static final int FIRST = 1 << 3 | WireReader.LEN;
  private static final int SECOND = 2 << 3 | WireReader.LEN;
  private static final int THIRD = 3 << 3 | WireReader.LEN;

  private final WireReader envelope = new WireReader();
  private final WireReader resources = new WireReader();
  private final WireReader scopes = new WireReader();
  private final Header resource = new Header();
  private final Header scope = new Header();
  private byte[] buffer = Slice.EMPTY.array();
  private int resourceOrdinal;
  private int scopeOrdinal;

  public RecordCursor(Slice message) {
    reset(message);
  }

  /** Starts over with another message. Returns this. */
  public RecordCursor reset(Slice message) {
    buffer = message.array();
    envelope.reset(buffer, message.from(), message.to());
    resources.reset(buffer, 0, 0);
    scopes.reset(buffer, 0, 0);
    resourceOrdinal = -1;
    scopeOrdinal = -1;
    return this;
  }

  /** Steps to the next record; false after the last. */
  public boolean next() {
    while (true) {
      while (scopes.next()) {
        if (scopes.tag() == SECOND) {
          return true;
        }
      }
      if (!nextScope() && !nextResource()) {
        return false;
      }
    }
  }

  /** The current record's message: a Span, a LogRecord or a Metric. */
  public Slice record() {
    return scopes.slice();
  }

  /** The buffer that {@link #recordFrom} and {@link #recordTo} point into. */
  public byte[] buffer() {
    return buffer;
  }

  public int recordFrom() {
    return scopes.from();
  }

  public int recordTo() {
    return scopes.to();
  }

  /** The current record's Resource message; empty if it has none. */
  public Slice resource() {
    return resource.message;
  }

  public Slice resourceSchemaUrl() {
    return resource.schemaUrl;
  }

  /** The current record's InstrumentationScope message; empty if it has none. */
  public Slice scope() {
    return scope.message;
  }

  public Slice scopeSchemaUrl() {
    return scope.schemaUrl;
  }

  /** Counts the resources from 0, those without records too; changes when {@link #resource} may. */
  public int resourceOrdinal() {
    return resourceOrdinal;
  }

  /** Counts the scopes of the whole message from 0; changes when {@link #scope} may. */
  public int scopeOrdinal() {
    return scopeOrdinal;
  }

  private boolean nextResource() {
    while (envelope.next()) {
      if (envelope.tag() == FIRST) {
        resource.read(envelope.slice());
        resources.reset(buffer, envelope.from(), envelope.to());
        resourceOrdinal++;
        return true;
      }
    }
    return false;
  }

  private boolean nextScope() {
    while (resources.next()) {
      if (resources.tag() == SECOND) {
        scope.read(resources.slice());
        scopes.reset(buffer, resources.from(), resources.to());
        scopeOrdinal++;
        return true;
      }
    }
    return false;
  }

  /**
   * What a ResourceX or ScopeX message says of all its records. It may stand behind them, and a
   * repeated singular message merges.
   */
  private static final class Header {
    private final WireReader reader = new WireReader();
    private final Range range = new Range();
    private Slice message = Slice.EMPTY;
    private Slice schemaUrl = Slice.EMPTY;

    void read(Slice container) {
      range.clear();
      schemaUrl = Slice.EMPTY;
      reader.reset(container.array(), container.from(), container.to());
      while (reader.next()) {
        if (reader.tag() == FIRST) {
          range.set(reader);
        } else if (reader.tag() == THIRD) {
          schemaUrl = reader.slice();
        }
      }
      message = range.merged(container, FIRST);
    }
  }
}
