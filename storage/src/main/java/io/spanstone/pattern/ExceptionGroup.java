package io.spanstone.pattern;

import io.spanstone.hash.XxHash64;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.Slice;
import java.util.Arrays;
import java.util.List;

/**
 * Which exceptions are the same: those of the same types, causes included, thrown on the same way
 * through the program. The rules are in {@code docs/reference/log-exceptions.md}. What it tells is
 * of the last reading. Not thread-safe.
 */
public final class ExceptionGroup {
  /** The id of what is no exception. */
  public static final long NONE = PatternId.NONE;

  /** What is longer of a type or a place is cut, in characters. */
  static final int MAX_NAME_CHARS = 256;

  private static final int MAX_STACK_BYTES = 64 << 10;
  private static final byte KEY_TAG = 1 << 3 | 2;

  private static final Slice PREFIX = Slice.ofUtf8("exception.");
  private static final Slice TYPE = Slice.ofUtf8("exception.type");
  private static final Slice MESSAGE = Slice.ofUtf8("exception.message");
  private static final Slice STACK_TRACE = Slice.ofUtf8("exception.stacktrace");

  private final LogPattern pattern = new LogPattern();
  private long id;
  private Slice message = Slice.EMPTY;
  private String type = "";
  private String rootType = "";
  private String location = "";

  /** Reads the exception of a record. Returns this. */
  public ExceptionGroup read(LogRecordView record) {
    return read(record.attributes());
  }

  /** Reads the exception that attributes tell of, as records and events have them. Returns this. */
  public ExceptionGroup read(KeyValues attributes) {
    Slice foundType = Slice.EMPTY;
    Slice foundMessage = Slice.EMPTY;
    Slice foundStackTrace = Slice.EMPTY;
    for (KeyValues each = attributes; each.next(); ) {
      if (!startsWithPrefix(each.key())) {
        continue;
      }
      if (each.keyEquals(TYPE)) {
        foundType = each.value().text();
      } else if (each.keyEquals(MESSAGE)) {
        foundMessage = each.value().text();
      } else if (each.keyEquals(STACK_TRACE)) {
        foundStackTrace = each.value().text();
      }
    }
    return read(foundType, foundMessage, foundStackTrace);
  }

  /**
   * Reads an exception, in UTF-8; each part may be empty.
   *
   * @return this
   */
  public ExceptionGroup read(Slice ofType, Slice ofMessage, Slice stackTrace) {
    message = ofMessage;
    type = "";
    rootType = "";
    location = "";
    id = NONE;
    if (ofType.isEmpty() && stackTrace.isEmpty()) {
      return this;
    }
    StackTraceReader reader = new StackTraceReader(ofType.utf8());
    reader.read(bounded(stackTrace).utf8());
    List<ThrownException> chain = reader.chain();
    boolean known = chain.stream().anyMatch(ThrownException::hasFrames);
    StringBuilder kind = new StringBuilder();
    boolean own = chain.stream().anyMatch(ThrownException::hasOwnFrames);
    for (ThrownException each : chain) {
      each.appendTo(kind, own);
    }
    if (!known) {
      appendText(stackTrace, kind);
    }
    Slice bytes = Slice.ofUtf8(kind.toString());
    long hash = XxHash64.hash(bytes.array(), bytes.from(), bytes.to());
    id = hash == NONE ? 1 : hash;
    type = reader.type();
    rootType = reader.rootType();
    location = reader.location();
    return this;
  }

  /** Whether an encoded attribute may be one of an exception; never false if it is. */
  public static boolean mayBeOfException(byte[] array, int from, int to) {
    if (to - from < 2 || array[from] != KEY_TAG || array[from + 1] < 0) {
      return true; // not as everybody writes them: the key first, of less than 128 bytes
    }
    int key = from + 2;
    int length = PREFIX.length();
    return to - key >= length && Arrays.equals(array, key, key + length, PREFIX.array(), 0, length);
  }

  /** {@link #NONE} if the record has no exception. */
  public long id() {
    return id;
  }

  /** What {@code exception.message} says; valid as long as what was read. */
  public Slice message() {
    return message;
  }

  /** The type that was thrown; empty if nothing tells. */
  public String type() {
    return type;
  }

  /** The type of the first of its causes; its own if it has none. */
  public String rootType() {
    return rootType;
  }

  /** Where the first of its causes passed the program's own code; empty if nothing tells. */
  public String location() {
    return location;
  }

  /** Without frames: what the rest of the stack trace says, or the message, without values. */
  private void appendText(Slice stackTrace, StringBuilder kind) {
    int lines = 0;
    int firstEnd = stackTrace.from();
    while (firstEnd < stackTrace.to() && stackTrace.array()[firstEnd] != '\n') {
      firstEnd++;
    }
    int from = firstEnd;
    while (from < stackTrace.to() && lines < ThrownException.MAX_FRAMES) {
      int to = from;
      while (to < stackTrace.to() && stackTrace.array()[to] != '\n') {
        to++;
      }
      String line = pattern.read(new Slice(stackTrace.array(), from, to)).template().utf8();
      if (!line.isBlank()) {
        kind.append(' ').append(line.strip()).append('\n');
        lines++;
      }
      from = to + 1;
    }
    if (lines == 0) {
      kind.append(' ').append(pattern.read(message).template().utf8()).append('\n');
    }
  }

  private static boolean startsWithPrefix(Slice key) {
    int length = PREFIX.length();
    return key.length() > length
        && Arrays.equals(key.array(), key.from(), key.from() + length, PREFIX.array(), 0, length);
  }

  private static Slice bounded(Slice text) {
    return text.length() <= MAX_STACK_BYTES
        ? text
        : new Slice(text.array(), text.from(), text.from() + MAX_STACK_BYTES);
  }
}
