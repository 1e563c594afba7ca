package io.spanstone.otlp;

import java.util.Arrays;

/**
 * Walks a repeated {@code KeyValue} field: the attributes of a resource, scope, span, event, link,
 * log record or data point. Not thread-safe.
 *
 * <pre>{@code
 * KeyValues attributes = span.attributes();
 * while (attributes.next()) {
 *   index(attributes.key(), attributes.value().text());
 * }
 * }</pre>
 *
 * <p>Source: opentelemetry-proto, {@code common/v1/common.proto}.
 */
public final class KeyValues {
  private static final int RESOURCE_ATTRIBUTES = 1 << 3 | WireReader.LEN;
  private static final int SCOPE_ATTRIBUTES = 3 << 3 | WireReader.LEN;
  private static final int KEY = 1 << 3 | WireReader.LEN;
  private static final int VALUE = 2 << 3 | WireReader.LEN;

  private final byte[] buffer;
  private final Submessages entries;
  private final WireReader entry = new WireReader();
  private final AnyValueView value = new AnyValueView();
  private int keyFrom;
  private int keyTo;

  KeyValues(Slice message, int tag) {
    buffer = message.array();
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

  /** Steps to the next entry; false after the last. */
  public boolean next() {
    if (!entries.next()) {
      return false;
    }
    readEntry(entries.from(), entries.to());
    return true;
  }

  /** Steps on to the next entry with this key; false, at the end, if there is none. */
  public boolean seek(Slice key) {
    while (next()) {
      if (keyEquals(key)) {
        return true;
      }
    }
    return false;
  }

  /** The current key. */
  public Slice key() {
    return new Slice(buffer, keyFrom, keyTo);
  }

  public boolean keyEquals(Slice other) {
    return Arrays.equals(buffer, keyFrom, keyTo, other.array(), other.from(), other.to());
  }

  /** The current value; overwritten by the next call of {@link #next}. */
  public AnyValueView value() {
    return value;
  }

  private void readEntry(int from, int to) {
    keyFrom = 0;
    keyTo = 0;
    int values = 0;
    int valueFrom = 0;
    int valueTo = 0;
    entry.reset(buffer, from, to);
    for (int tag = entry.nextTag(); tag != WireReader.END; tag = entry.nextTag()) {
      if (tag == KEY) {
        entry.readContent();
        keyFrom = entry.from();
        keyTo = entry.to();
      } else if (tag == VALUE) {
        entry.readContent();
        values++;
        valueFrom = entry.from();
        valueTo = entry.to();
      } else {
        entry.skip();
      }
    }
    if (values > 1) {
      value.read(Submessages.merge(new Slice(buffer, from, to), VALUE));
    } else {
      value.read(buffer, valueFrom, valueTo);
    }
  }
}
