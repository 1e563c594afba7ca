package io.spanstone.collector.remotewrite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import io.spanstone.otlp.WireWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * The labels of one series or exemplar: ranges of the request, sorted by name. Not thread-safe;
 * reusable through {@link #clear}.
 */
final class LabelSet {
  static final int MAX_LABELS = 256;
  static final int MAX_BYTES = 32 << 10;

  private static final byte[] METRIC_NAME = "__name__".getBytes(US_ASCII);
  private static final int NAME = 1 << 3 | WireReader.LEN;
  private static final int VALUE = 2 << 3 | WireReader.LEN;
  private static final int KEY_OF_ATTRIBUTE = 1;
  private static final int VALUE_OF_ATTRIBUTE = 2;
  private static final int STRING = 1;
  private static final int MAX_TEXT_CHARS = 200;

  private final WireReader reader = new WireReader();

  /** From and to of the name, from and to of the value. */
  private int[] ranges = new int[4 * 32];

  private byte[] array = Slice.EMPTY.array();
  private int count;
  private long bytes;
  private boolean tooMany;

  /** Begins another set, of labels that lie in this array. */
  void clear(byte[] array) {
    this.array = array;
    count = 0;
    bytes = 0;
    tooMany = false;
  }

  /**
   * Adds the label in the message {@code [from, to)}; one of no value is none.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  void add(int from, int to) {
    int nameFrom = 0;
    int nameTo = 0;
    int valueFrom = 0;
    int valueTo = 0;
    reader.reset(array, from, to);
    while (reader.next()) {
      if (reader.tag() == NAME) {
        nameFrom = reader.from();
        nameTo = reader.to();
      } else if (reader.tag() == VALUE) {
        valueFrom = reader.from();
        valueTo = reader.to();
      }
    }
    bytes += nameTo - nameFrom + (long) (valueTo - valueFrom);
    if (valueFrom == valueTo) {
      return;
    }
    if (count == MAX_LABELS) {
      tooMany = true;
      return;
    }
    if (4 * count == ranges.length) {
      ranges = Arrays.copyOf(ranges, 2 * ranges.length);
    }
    insert(place(nameFrom, nameTo), nameFrom, nameTo, valueFrom, valueTo);
  }

  /** What is wrong with them as labels of a series; empty if nothing is. */
  String problem() {
    String problem = problemOfAny();
    return problem.isEmpty() && find(METRIC_NAME) < 0 ? "there is no __name__" : problem;
  }

  /** What is wrong with them as labels; empty if nothing is. */
  String problemOfAny() {
    if (tooMany || bytes > MAX_BYTES) {
      return "there are more than %d labels, or %d bytes of them".formatted(MAX_LABELS, MAX_BYTES);
    }
    for (int i = 0; i < count; i++) {
      if (nameFrom(i) == nameTo(i)) {
        return "a label has no name";
      }
      if (i > 0 && compare(i - 1, nameFrom(i), nameTo(i)) == 0) {
        return "the label " + text(nameFrom(i), nameTo(i)) + " is there twice";
      }
      if (!isUtf8(nameFrom(i), nameTo(i)) || !isUtf8(valueFrom(i), valueTo(i))) {
        return "the label " + text(nameFrom(i), nameTo(i)) + " is not UTF-8";
      }
    }
    return "";
  }

  /** The value of {@code __name__}, which there must be. */
  Slice metricName() {
    int place = find(METRIC_NAME);
    return new Slice(array, valueFrom(place), valueTo(place));
  }

  /** The value of the label of that name; empty if there is none. */
  Slice value(byte[] name) {
    int place = find(name);
    return place < 0 ? Slice.EMPTY : new Slice(array, valueFrom(place), valueTo(place));
  }

  /** Writes all but {@code __name__} as attributes, that is, as fields of that number. */
  void writeAttributes(WireWriter writer, int fieldNumber) {
    int metricName = find(METRIC_NAME);
    for (int i = 0; i < count; i++) {
      if (i != metricName) {
        writeAttribute(writer, fieldNumber, i);
      }
    }
  }

  /** Writes those of other names than these. */
  void writeAttributesBut(WireWriter writer, int fieldNumber, byte[] one, byte[] other) {
    int first = find(one);
    int second = find(other);
    for (int i = 0; i < count; i++) {
      if (i != first && i != second) {
        writeAttribute(writer, fieldNumber, i);
      }
    }
  }

  /** As a selector of PromQL, cut where it is long. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int metricName = find(METRIC_NAME);
    if (metricName >= 0) {
      text.append(text(valueFrom(metricName), valueTo(metricName)));
    }
    String separator = "{";
    for (int i = 0; i < count && text.length() < MAX_TEXT_CHARS; i++) {
      if (i != metricName) {
        text.append(separator).append(text(nameFrom(i), nameTo(i))).append("=\"");
        text.append(text(valueFrom(i), valueTo(i))).append('"');
        separator = ", ";
      }
    }
    text.append(separator.equals("{") ? "" : "}");
    return text.length() <= MAX_TEXT_CHARS ? text.toString() : text.substring(0, 200) + "…";
  }

  private void writeAttribute(WireWriter writer, int fieldNumber, int place) {
    int attribute = writer.begin(fieldNumber);
    writer.bytes(KEY_OF_ATTRIBUTE, array, nameFrom(place), nameTo(place));
    int value = writer.begin(VALUE_OF_ATTRIBUTE);
    writer.bytes(STRING, array, valueFrom(place), valueTo(place));
    writer.end(value);
    writer.end(attribute);
  }

  /** Senders sort labels, so this is mostly the end. */
  private int place(int nameFrom, int nameTo) {
    int place = count;
    while (place > 0 && compare(place - 1, nameFrom, nameTo) > 0) {
      place--;
    }
    return place;
  }

  private void insert(int place, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    System.arraycopy(ranges, 4 * place, ranges, 4 * (place + 1), 4 * (count - place));
    ranges[4 * place] = nameFrom;
    ranges[4 * place + 1] = nameTo;
    ranges[4 * place + 2] = valueFrom;
    ranges[4 * place + 3] = valueTo;
    count++;
  }

  private int compare(int place, int nameFrom, int nameTo) {
    return Arrays.compareUnsigned(array, nameFrom(place), nameTo(place), array, nameFrom, nameTo);
  }

  private int find(byte[] name) {
    for (int i = 0; i < count; i++) {
      if (nameTo(i) - nameFrom(i) == name.length
          && Arrays.equals(array, nameFrom(i), nameTo(i), name, 0, name.length)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isUtf8(int from, int to) {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= array[i];
    }
    if (all >= 0) {
      return true;
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(array, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private String text(int from, int to) {
    return new String(array, from, Math.min(to - from, MAX_TEXT_CHARS), UTF_8);
  }

  private int nameFrom(int place) {
    return ranges[4 * place];
  }

  private int nameTo(int place) {
    return ranges[4 * place + 1];
  }

  private int valueFrom(int place) {
    return ranges[4 * place + 2];
  }

  private int valueTo(int place) {
    return ranges[4 * place + 3];
  }
}
