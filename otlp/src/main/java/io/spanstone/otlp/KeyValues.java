package io.spanstone.otlp;

/**
 * Walks a repeated {@code KeyValue} field: the attributes of a resource, scope, span, event, link,
 * log record or data point. Not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code common/v1/common.proto}.
 */
public final class KeyValues {
  private static final int RESOURCE_ATTRIBUTES = 1 << 3 | WireReader.LEN;
  private static final int SCOPE_ATTRIBUTES = 3 << 3 | WireReader.LEN;
  private static final int KEY = 1 << 3 | WireReader.LEN;
  private static final int VALUE = 2 << 3 | WireReader.LEN;

  private final Submessages entries;
  private final WireReader entry = new WireReader();
  private final AnyValueView value = new AnyValueView();
  private Slice key = Slice.EMPTY;

  KeyValues(Slice message, int tag) {
    entries = new Submessages(message, tag);
  }

  /** The attributes of a Resource message. */
  public static KeyValues ofResource(Slice resource) {
    return new KeyValues(resource, RESOURCE_ATTRIBUTES);
  }

  /** The attributes of an InstrumentationScope message. */
  public static KeyValues ofScope(Slice scope) {
    return new KeyValues(scope, SCOPE_ATTRIBUTES);
  }

  public boolean next() {
    if (!entries.next()) {
      return false;
    }
    Slice message = entries.message();
    key = Slice.EMPTY;
    value.read(Slice.EMPTY);
    entry.reset(message.array(), message.from(), message.to());
    while (entry.next()) {
      switch (entry.tag()) {
        case KEY -> key = entry.slice();
        case VALUE -> value.read(entry.slice());
        default -> {}
      }
    }
    return true;
  }

  public Slice key() {
    return key;
  }

  /** The current value; overwritten by the next call of {@link #next}. */
  public AnyValueView value() {
    return value;
  }
}
