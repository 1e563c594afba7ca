package io.spanstone.collector.edge;

import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.otlp.WireReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a span's attributes tell of its call. A reusable flyweight that allocates nothing while it
 * reads; not thread-safe.
 */
final class CallAttributes {
  private static final int ATTRIBUTES = 9 << 3 | WireReader.LEN;
  private static final int KEY = 1 << 3 | WireReader.LEN;
  private static final int VALUE = 2 << 3 | WireReader.LEN;
  private static final int STRING_VALUE = 1 << 3 | WireReader.LEN;
  private static final int BOOL_VALUE = 2 << 3 | WireReader.VARINT;
  private static final int INT_VALUE = 3 << 3 | WireReader.VARINT;

  private final WireReader span = new WireReader();
  private final WireReader entry = new WireReader();

  /** Where the AnyValue of each attribute is; its end is 0 if the span has none. */
  private final int[] from = new int[CallAttribute.COUNT];

  private final int[] to = new int[CallAttribute.COUNT];
  private byte[] buffer = Slice.EMPTY.array();

  /** Where the text is that {@link #find} found. */
  private int textFrom;

  private int textTo;

  /** Reads those of a well-formed span. Of repeated attributes the first counts. */
  void read(SpanView view) {
    Arrays.fill(to, 0);
    buffer = view.message().array();
    int end = view.attributesTo();
    for (int at = view.attributesFrom(); at < end; ) {
      if (buffer[at] == ATTRIBUTES && at + 1 < end && buffer[at + 1] >= 0) {
        int entryFrom = at + 2;
        at = entryFrom + buffer[at + 1];
        readEntry(entryFrom, at);
      } else {
        span.reset(buffer, at, end).next();
        if (span.tag() == ATTRIBUTES) {
          readEntry(span.from(), span.to());
        }
        at = span.to();
      }
    }
  }

  /** The array that the found texts are in. */
  byte[] buffer() {
    return buffer;
  }

  boolean has(CallAttribute attribute) {
    return to[attribute.place()] > 0;
  }

  /** Looks for the text of an attribute; false if there is none, or it is empty. */
  boolean find(CallAttribute attribute) {
    int i = attribute.place();
    textFrom = 0;
    textTo = 0;
    if (to[i] > 0) {
      entry.reset(buffer, from[i], to[i]);
      while (entry.next()) {
        if (entry.tag() == STRING_VALUE) {
          textFrom = entry.from();
          textTo = entry.to();
        }
      }
    }
    return textTo > textFrom;
  }

  int textFrom() {
    return textFrom;
  }

  int textTo() {
    return textTo;
  }

  /** The text of an attribute; empty if there is none. */
  String text(CallAttribute attribute) {
    return find(attribute) ? new Slice(buffer, textFrom, textTo).utf8() : "";
  }

  /** Whether the attribute has this text. */
  boolean is(CallAttribute attribute, Slice text) {
    return find(attribute)
        && Arrays.equals(buffer, textFrom, textTo, text.array(), text.from(), text.to());
  }

  /** The value of an int or bool attribute; 0 if there is none. */
  long number(CallAttribute attribute) {
    int i = attribute.place();
    long number = 0;
    if (to[i] > 0) {
      entry.reset(buffer, from[i], to[i]);
      while (entry.next()) {
        if (entry.tag() == INT_VALUE || entry.tag() == BOOL_VALUE) {
          number = entry.value();
        }
      }
    }
    return number;
  }

  private void readEntry(int entryFrom, int entryTo) {
    int keyFrom = entryFrom + 2;
    int keyTo = entryTo > keyFrom ? keyFrom + buffer[entryFrom + 1] : 0;
    boolean plain =
        keyTo > keyFrom
            && keyTo + 2 <= entryTo
            && buffer[entryFrom] == KEY
            && buffer[keyTo] == VALUE
            && keyTo + 2 + buffer[keyTo + 1] == entryTo;
    if (plain) {
      keep(CallAttribute.of(buffer, keyFrom, keyTo), keyTo + 2, entryTo);
    } else {
      readAnyEntry(entryFrom, entryTo);
    }
  }

  /** An entry that has its fields in another order, or long ones, or others. */
  private void readAnyEntry(int entryFrom, int entryTo) {
    CallAttribute known = null;
    int valueFrom = 0;
    int valueTo = 0;
    entry.reset(buffer, entryFrom, entryTo);
    while (entry.next()) {
      if (entry.tag() == KEY) {
        known = CallAttribute.of(buffer, entry.from(), entry.to());
      } else if (entry.tag() == VALUE) {
        valueFrom = entry.from();
        valueTo = entry.to();
      }
    }
    keep(known, valueFrom, valueTo);
  }

  private void keep(@Nullable CallAttribute known, int valueFrom, int valueTo) {
    if (known != null && to[known.place()] == 0) {
      from[known.place()] = valueFrom;
      to[known.place()] = valueTo;
    }
  }
}
