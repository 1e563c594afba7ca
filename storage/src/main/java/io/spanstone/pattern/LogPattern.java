package io.spanstone.pattern;

import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.Slice;

/**
 * The pattern of a log message: the message with all that looks like a value replaced by {@value
 * #VALUE}, and the {@linkplain PatternId id} of that. The rules are in {@code
 * docs/reference/log-patterns.md}. One pass over the bytes, with no garbage; not thread-safe.
 */
public final class LogPattern {
  /** Stands for a value. */
  public static final String VALUE = "<*>";

  /** What is looked at of a message. */
  static final int MAX_INPUT_BYTES = 1024;

  private final Template template = new Template();
  private final Words words = new Words(template);

  /** What is read: bytes {@code [start, end)}. */
  private byte[] bytes = Slice.EMPTY.array();

  private int start;
  private int end;

  /** Set if a quote of that kind was not closed: then none that follows is. */
  private boolean unclosedSingle;

  private boolean unclosedDouble;
  private boolean unclosedBack;

  /** The message whose pattern is known, and is read when the template is asked for. */
  private Slice unread = Slice.EMPTY;

  private Slice result = Slice.EMPTY;
  private long id;

  /** Reads a record: its body, or its event's name if the body has no text. Returns this. */
  public LogPattern read(LogRecordView record) {
    return read(record.body().text(), record.eventName());
  }

  /** Reads a record of which the body has that text. Returns this. */
  public LogPattern read(Slice body, Slice eventName) {
    read(body);
    return id == PatternId.NONE ? read(eventName) : this;
  }

  /**
   * Takes it for known that the message has the pattern with that id, and reads it when {@link
   * #template} is asked for. Returns this.
   */
  public LogPattern known(long itsId, Slice message) {
    id = itsId;
    unread = message;
    return this;
  }

  /** Reads a message, in UTF-8. Returns this. */
  public LogPattern read(Slice message) {
    unread = Slice.EMPTY;
    template.clear();
    unclosedSingle = false;
    unclosedDouble = false;
    unclosedBack = false;
    bytes = message.array();
    start = message.from();
    end = Math.min(message.to(), start + MAX_INPUT_BYTES);
    int at = start;
    while (at < end && !template.isFull()) {
      int next = step(at);
      if (next < 0) {
        break;
      }
      at = next;
    }
    result = template.finish();
    id = PatternId.of(result);
    return this;
  }

  /** {@link PatternId#NONE} if there is no text. */
  public long id() {
    return id;
  }

  /** The message without its values, as UTF-8; valid until the next reading. */
  public Slice template() {
    if (!unread.isEmpty()) {
      read(unread);
    }
    return result;
  }

  /** Takes what starts at {@code at}. Returns where the next starts, or -1 at the message's end. */
  private int step(int at) {
    byte b = bytes[at];
    int classes = Bytes.of(b);
    if ((classes & Bytes.WORD) != 0) {
      return word(at);
    }
    if ((classes & Bytes.SPACE) != 0) {
      if ((b == '\n' || b == '\r') && template.hasContent()) {
        return -1;
      }
      template.space();
      return at + 1;
    }
    if ((classes & Bytes.QUOTE) != 0) {
      return quote(at, b);
    }
    boolean assignment = b == '=' && template.endsWithKey();
    template.literal(b);
    return assignment ? assigned(at + 1) : at + 1;
  }

  private int word(int from) {
    int classes = 0;
    int to = from;
    for (; to < end; to++) {
      int of = Bytes.of(bytes[to]);
      if ((of & Bytes.WORD) == 0) {
        break;
      }
      classes |= of;
    }
    return words.add(bytes, from, to, end, classes);
  }

  /** The value after {@code key=}, as long as it is one word. */
  private int assigned(int from) {
    int to = from;
    while (to < end && Bytes.is(bytes[to], Bytes.WORD)) {
      to++;
    }
    int last = words.withoutPunctuation(bytes, from, to);
    if (last == from) {
      return from;
    }
    template.value();
    template.literal(bytes, last, to);
    return to;
  }

  private int quote(int from, byte quote) {
    int close = closing(from, quote);
    if (close < 0) {
      template.literal(quote);
      return from + 1;
    }
    if (quote == '"' && template.endsWithBrace() && isBeforeColon(close + 1)) {
      template.literal(quote);
      template.key(bytes, from + 1, close);
      template.literal(quote);
    } else {
      template.value();
    }
    return close + 1;
  }

  /** Where the quote closes that opens at {@code from}; -1 if it does not, or is an apostrophe. */
  private int closing(int from, byte quote) {
    return switch (quote) {
      case '\'' -> {
        boolean apostrophe = from > start && Bytes.is(bytes[from - 1], Bytes.CONTENT);
        int close = apostrophe || unclosedSingle ? -1 : closingSingle(from + 1);
        unclosedSingle |= close < 0 && !apostrophe;
        yield close;
      }
      case '"' -> {
        int close = unclosedDouble ? -1 : closingDouble(from + 1);
        unclosedDouble = close < 0;
        yield close;
      }
      default -> {
        int close = unclosedBack ? -1 : indexOf(quote, from + 1);
        unclosedBack = close < 0;
        yield close;
      }
    };
  }

  private int closingSingle(int from) {
    for (int at = indexOf((byte) '\'', from); at >= 0; at = indexOf((byte) '\'', at + 1)) {
      if (at + 1 >= end || !Bytes.is(bytes[at + 1], Bytes.CONTENT)) {
        return at;
      }
    }
    return -1;
  }

  private int closingDouble(int from) {
    for (int at = from; at < end; at++) {
      if (bytes[at] == '\\') {
        at++;
      } else if (bytes[at] == '"') {
        return at;
      }
    }
    return -1;
  }

  private int indexOf(byte b, int from) {
    for (int at = from; at < end; at++) {
      if (bytes[at] == b) {
        return at;
      }
    }
    return -1;
  }

  private boolean isBeforeColon(int from) {
    int at = from;
    while (at < end && Bytes.is(bytes[at], Bytes.SPACE)) {
      at++;
    }
    return at < end && bytes[at] == ':';
  }
}
