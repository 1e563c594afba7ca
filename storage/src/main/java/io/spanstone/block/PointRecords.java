package io.spanstone.block;

import io.spanstone.block.Sources.ScopeSource;
import io.spanstone.otlp.QuantileView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import io.spanstone.otlp.WireWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Metric data points: found by their metric's name and their attributes. */
final class PointRecords implements RecordKind {
  private static final int NAME = 1 << 3 | WireReader.LEN;
  private static final int GAUGE = 5 << 3 | WireReader.LEN;
  private static final int SUM = 7 << 3 | WireReader.LEN;
  private static final int HISTOGRAM = 9 << 3 | WireReader.LEN;
  private static final int EXPONENTIAL_HISTOGRAM = 10 << 3 | WireReader.LEN;
  private static final int SUMMARY = 11 << 3 | WireReader.LEN;

  private static final int POINTS = 1 << 3 | WireReader.LEN;

  /** The same in the points of all kinds. */
  private static final int TIME = 3 << 3 | WireReader.FIXED64;

  private static final int NUMBER_ATTRIBUTES = 7 << 3 | WireReader.LEN;
  private static final int HISTOGRAM_ATTRIBUTES = 9 << 3 | WireReader.LEN;
  private static final int EXPONENTIAL_ATTRIBUTES = 1 << 3 | WireReader.LEN;

  private static final int EXPLICIT_BOUNDS = 7 << 3 | WireReader.LEN;
  private static final int QUANTILE_VALUES = 6 << 3 | WireReader.LEN;

  private final QuantileView quantile = new QuantileView();
  private final WireReader fields = new WireReader();
  private final WireWriter writer = new WireWriter(Integer.MAX_VALUE);
  private final Map<MetricHeader, MetricHeader> headers = new HashMap<>();

  @Override
  public void split(ScopeSource scope, Slice message, List<PackedRecord> to) {
    String name = "";
    int dataTag = 0;
    Slice data = Slice.EMPTY;
    Remainder remainder = new Remainder(message);
    fields.reset(message.array(), message.from(), message.to());
    while (fields.next()) {
      int tag = fields.tag();
      switch (tag) {
        case GAUGE, SUM, HISTOGRAM, EXPONENTIAL_HISTOGRAM, SUMMARY -> {
          remainder.leaveOut(fields.to());
          data = tag == dataTag ? join(data, fields.slice()) : fields.slice();
          dataTag = tag;
        }
        case NAME -> {
          name = fields.slice().utf8();
          remainder.take(fields.to());
        }
        default -> remainder.take(fields.to());
      }
    }
    splitData(scope, name, remainder.bytes(), dataTag, data, to);
  }

  private void splitData(
      ScopeSource scope,
      String name,
      Slice metricFields,
      int dataTag,
      Slice data,
      List<PackedRecord> to) {
    List<Slice> points = new ArrayList<>();
    Remainder remainder = new Remainder(data);
    fields.reset(data.array(), data.from(), data.to());
    while (fields.next()) {
      if (fields.tag() == POINTS) {
        remainder.leaveOut(fields.to());
        points.add(fields.slice());
      } else {
        remainder.take(fields.to());
      }
    }
    MetricHeader header = new MetricHeader(name, metricFields, dataTag, remainder.bytes());
    MetricHeader metric = headers.computeIfAbsent(header, same -> same);
    for (Slice point : points) {
      to.add(new PackedRecord(scope, metric, point, time(point)));
    }
  }

  @Override
  public void index(PackedRecord record, BlockIndex index) {
    Slice message = record.message();
    MetricDirectory directory = index.directory();
    int dataTag = metric(record).dataTag();
    int attributes = attributesTag(record);
    fields.reset(message.array(), message.from(), message.to());
    while (fields.next()) {
      int tag = fields.tag();
      if (tag == attributes) {
        int number = index.attribute(message.array(), fields.from(), fields.to());
        directory.identify(number, message.array(), fields.from(), fields.to());
      } else if (dataTag == HISTOGRAM && tag == EXPLICIT_BOUNDS) {
        directory.identify(message.array(), fields.from(), fields.to());
      } else if (dataTag == SUMMARY && tag == QUANTILE_VALUES) {
        directory.identify(Double.doubleToRawLongBits(quantile.read(fields.slice()).quantile()));
      }
    }
    directory.end(record, metric(record));
    index.end(record, false);
  }

  /** One Metric message for each metric, in the order of their first points. */
  @Override
  @SuppressWarnings("ReferenceEquality") // equal headers are one object
  public List<Slice> messages(List<PackedRecord> records) {
    Map<MetricHeader, List<PackedRecord>> byMetric = new LinkedHashMap<>();
    MetricHeader lastMetric = null;
    List<PackedRecord> last = List.of();
    for (PackedRecord record : records) {
      MetricHeader metric = metric(record);
      if (metric != lastMetric) {
        lastMetric = metric;
        last = byMetric.computeIfAbsent(metric, same -> new ArrayList<>());
      }
      last.add(record);
    }
    List<Slice> messages = new ArrayList<>();
    byMetric.forEach((metric, points) -> messages.add(message(metric, points)));
    return messages;
  }

  private Slice message(MetricHeader metric, List<PackedRecord> points) {
    writer.reset();
    writer.fields(metric.fields());
    int data = writer.begin(metric.dataTag() >>> 3);
    for (PackedRecord point : points) {
      writer.bytes(1, point.message());
    }
    writer.fields(metric.dataFields());
    writer.end(data);
    return Slice.of(writer.toByteArray());
  }

  private long time(Slice point) {
    long time = 0;
    fields.reset(point.array(), point.from(), point.to());
    while (fields.next()) {
      if (fields.tag() == TIME) {
        time = fields.value();
      }
    }
    return UnixNano.ofUnsigned(time);
  }

  private static int attributesTag(PackedRecord record) {
    return switch (metric(record).dataTag()) {
      case HISTOGRAM -> HISTOGRAM_ATTRIBUTES;
      case EXPONENTIAL_HISTOGRAM -> EXPONENTIAL_ATTRIBUTES;
      default -> NUMBER_ATTRIBUTES;
    };
  }

  private static MetricHeader metric(PackedRecord record) {
    return Objects.requireNonNull(record.metric(), "a data point belongs to a metric");
  }

  private static Slice join(Slice a, Slice b) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(a.length() + b.length());
    joined.write(a.array(), a.from(), a.length());
    joined.write(b.array(), b.from(), b.length());
    return Slice.of(joined.toByteArray());
  }

  /** Copies the fields of a message, as they stand, but for those that are left out. */
  private static final class Remainder {
    private final byte[] array;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    private int position;

    Remainder(Slice message) {
      array = message.array();
      position = message.from();
    }

    void take(int fieldEnd) {
      out.write(array, position, fieldEnd - position);
      position = fieldEnd;
    }

    void leaveOut(int fieldEnd) {
      position = fieldEnd;
    }

    Slice bytes() {
      return Slice.of(out.toByteArray());
    }
  }
}
