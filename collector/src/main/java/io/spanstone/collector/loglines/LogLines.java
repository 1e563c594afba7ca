package io.spanstone.collector.loglines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.collector.loglines.JsonLine.BrokenLineException;
import io.spanstone.otlp.EnvelopeWriter;
import io.spanstone.otlp.OtlpTooLargeException;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes an OTLP export request of the lines of a body. A line that cannot be read is told by its
 * number, and costs no other. Not thread-safe; one a body.
 */
public final class LogLines {
  static final int MAX_ERRORS = 100;

  private static final int MAX_RESOURCE_BYTES = 64 << 10;
  private static final int MAX_NAME_CHARS = 1024;

  /** A stack trace goes on for so many bytes at most; then it is another record. */
  private static final int MAX_JOINED_BYTES = 2 * RecordWriter.MAX_RECORD_BYTES;

  private final LineDefaults defaults;
  private final long nowUnixNano;
  private final int maxBytes;
  private final JsonLine json = new JsonLine();
  private final RecordWriter writer = new RecordWriter();
  private final Map<Slice, Map<Slice, List<Slice>>> records = new LinkedHashMap<>();
  private final List<LineError> errors = new ArrayList<>();
  private int accepted;
  private int rejected;
  private int cut;

  /** Text that may go on in the next line; and, if it is no valid UTF-8, its bytes. */
  private @Nullable StringBuilder pending;

  private @Nullable Slice pendingOriginal;

  private LogLines(LineDefaults defaults, long nowUnixNano, int maxBytes) {
    this.defaults = defaults;
    this.nowUnixNano = nowUnixNano;
    this.maxBytes = maxBytes;
  }

  /**
   * Converts a body.
   *
   * @param nowUnixNano when it arrived: the time of records that tell none
   * @param maxBytes how large the request may become
   * @throws OtlpTooLargeException if it would be larger
   */
  public static ConvertedLines convert(
      Slice body, LineFormat format, LineDefaults defaults, long nowUnixNano, int maxBytes) {
    LogLines lines = new LogLines(defaults, nowUnixNano, maxBytes);
    lines.read(body, isJson(body, format));
    return lines.finish();
  }

  private static boolean isJson(Slice body, LineFormat format) {
    if (format != LineFormat.EITHER) {
      return format == LineFormat.JSON;
    }
    String start =
        new Slice(body.array(), body.from(), Math.min(body.to(), body.from() + 64)).utf8().strip();
    return start.startsWith("{") || start.startsWith("[{");
  }

  private void read(Slice body, boolean isJson) {
    int number = 0;
    int from = body.from();
    while (from < body.to()) {
      number++;
      int end = from;
      while (end < body.to() && body.array()[end] != '\n') {
        end++;
      }
      int to = end > from && body.array()[end - 1] == '\r' ? end - 1 : end;
      line(new Slice(body.array(), from, to), number, isJson);
      from = end + 1;
    }
    endText();
    if (accepted == 0 && rejected == 0) {
      errors.add(new LineError(1, "there is no line with a log record in the request"));
    }
  }

  private void line(Slice bytes, int number, boolean isJson) {
    String line = bytes.utf8();
    boolean valid = line.indexOf('\uFFFD') < 0 || isUtf8(bytes);
    if (line.isBlank()) {
      return;
    }
    boolean object = line.stripLeading().startsWith("{");
    if (isJson || object) {
      try {
        List<Map<String, @Nullable Object>> objects = json.read(line);
        endText();
        objects.forEach(fields -> add(JsonRecord.of(fields), valid ? null : bytes));
        return;
      } catch (BrokenLineException e) {
        if (isJson) {
          reject(number, String.valueOf(e.getMessage()));
          return;
        }
      }
    }
    text(line, valid ? null : bytes);
  }

  private void text(String line, @Nullable Slice original) {
    StringBuilder before = pending;
    if (before != null
        && StackTrace.isContinuation(line)
        && before.length() + line.length() < MAX_JOINED_BYTES) {
      before.append('\n').append(line);
    } else {
      endText();
      pending = new StringBuilder(line);
    }
    pendingOriginal = pendingOriginal == null ? original : pendingOriginal;
  }

  private void endText() {
    if (pending != null) {
      add(TextRecord.of(pending.toString()), pendingOriginal);
    }
    pending = null;
    pendingOriginal = null;
  }

  private void reject(int number, String message) {
    rejected++;
    if (errors.size() < MAX_ERRORS) {
      errors.add(new LineError(number, message));
    }
  }

  private void add(LineRecord record, @Nullable Slice original) {
    record.original = original;
    record.severity = record.severity == 0 ? defaults.severity() : record.severity;
    String logger = record.logger == null ? defaults.logger() : record.logger;
    Map<String, String> resource = new TreeMap<>(defaults.resource());
    resource.putAll(record.resource);
    records
        .computeIfAbsent(resource(resource), key -> new LinkedHashMap<>())
        .computeIfAbsent(scope(logger), key -> new ArrayList<>())
        .add(writer.write(record, nowUnixNano));
    accepted++;
    cut += writer.hasCut() ? 1 : 0;
  }

  private ConvertedLines finish() {
    EnvelopeWriter request = new EnvelopeWriter(maxBytes);
    records.forEach(
        (resource, scopes) ->
            scopes.forEach(
                (scope, messages) ->
                    messages.forEach(
                        message ->
                            request.add(resource, Slice.EMPTY, scope, Slice.EMPTY, message))));
    return new ConvertedLines(request.finish(), accepted, rejected, cut, List.copyOf(errors));
  }

  private static Slice resource(Map<String, String> attributes) {
    WireWriter resource = new WireWriter(MAX_RESOURCE_BYTES);
    attributes.forEach(
        (key, value) -> {
          int attribute = resource.begin(1);
          resource.string(1, key);
          int any = resource.begin(2);
          resource.string(1, bounded(value));
          resource.end(any);
          resource.end(attribute);
        });
    return Slice.of(resource.toByteArray());
  }

  private static Slice scope(@Nullable String logger) {
    if (logger == null) {
      return Slice.EMPTY;
    }
    WireWriter scope = new WireWriter(MAX_RESOURCE_BYTES);
    scope.string(1, bounded(logger));
    return Slice.of(scope.toByteArray());
  }

  private static String bounded(String name) {
    return name.substring(0, Math.min(name.length(), MAX_NAME_CHARS));
  }

  private static boolean isUtf8(Slice bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.array(), bytes.from(), bytes.length()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
