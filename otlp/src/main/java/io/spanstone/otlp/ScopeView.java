package io.spanstone.otlp;

/**
 * The instrumentation scope that recorded something. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code InstrumentationScope} in {@code common/v1/common.proto}.
 */
public final class ScopeView {
  private static final int NAME = 1 << 3 | WireReader.LEN;
  private static final int VERSION = 2 << 3 | WireReader.LEN;
  private static final int DROPPED_ATTRIBUTES = 4 << 3 | WireReader.VARINT;

  private final WireReader reader = new WireReader();
  private final Range name = new Range();
  private final Range version = new Range();
  private Slice message = Slice.EMPTY;
  private int droppedAttributes;

  /**
   * Reads the scope in {@code message}, as {@link RecordCursor#scope()} gives it. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public ScopeView read(Slice message) {
    this.message = message;
    name.clear();
    version.clear();
    droppedAttributes = 0;
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      switch (reader.tag()) {
        case NAME -> name.set(reader);
        case VERSION -> version.set(reader);
        case DROPPED_ATTRIBUTES -> droppedAttributes = (int) reader.value();
        default -> {} // attributes are walked on demand
      }
    }
    return this;
  }

  public Slice name() {
    return name.of(message);
  }

  public Slice version() {
    return version.of(message);
  }

  public KeyValues attributes() {
    return KeyValues.ofScope(message);
  }

  public int droppedAttributesCount() {
    return droppedAttributes;
  }
}
