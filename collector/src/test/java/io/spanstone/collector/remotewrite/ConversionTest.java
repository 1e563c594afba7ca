package io.spanstone.collector.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.spanstone.otlp.AcceptedTimes;
import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.OtlpScan;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.testkit.WireScrambler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random write requests, in odd encodings too, against protobuf-java. */
class ConversionTest {
  private static final long NOW_MILLIS = 1_795_000_000_000L;
  private static final AcceptedTimes TIMES =
      new AcceptedTimes((NOW_MILLIS - 10_000) * 1_000_000, (NOW_MILLIS + 10_000) * 1_000_000);
  private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);
  private static final List<Double> VALUES =
      List.of(0.0, -0.0, 1.5, Double.NaN, STALE, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
  private static final List<String> NAMES =
      List.of("__name__", "job", "le", "a", "A", "größe", "", "__x", "__name", "instance");
  private static final List<String> TEXTS = List.of("up", "", "0.5", "größe", "x".repeat(200));
  private static final int MAX_BYTES = 1 << 24;

  private final RemoteWrite remoteWrite = new RemoteWrite(new SimpleMeterRegistry());

  /** A sample as it must come out. */
  private record Expected(String name, Map<String, String> labels, long timeMillis, long bits) {}

  @Property(tries = 400)
  void everyGoodSampleComesOutAsItWentIn(@ForAll long seed) throws InvalidProtocolBufferException {
    Random random = new Random(seed);
    DynamicMessage request = request(random);
    byte[] bytes =
        random.nextBoolean() ? request.toByteArray() : new WireScrambler(random).scramble(request);

    Converted converted = remoteWrite.convert(Slice.of(bytes), TIMES, MAX_BYTES);

    List<Expected> expected = new ArrayList<>();
    int refused = expect(request, expected);
    assertThat(samples(converted)).isEqualTo(expected);
    assertThat(converted.points()).isEqualTo(expected.size());
    assertThat(converted.refusals().count()).isEqualTo(refused);
    assertThat(converted.refusals().text().isEmpty()).isEqualTo(refused == 0);
    assertThat(OtlpScan.scan(Signal.METRICS, converted.metrics(), TIMES).validRecords())
        .isEqualTo(expected.size());
  }

  @Property(tries = 300)
  void damagedRequestsAreRefusedOrTakenButDoNotFailOtherwise(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = request(random).toByteArray();
    for (int i = 0; i < 20 && bytes.length > 0; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatCode(() -> convertUnlessMalformed(bytes)).doesNotThrowAnyException();
    }
  }

  @Example
  void whatIsSaidOfAMetricIsGivenToItsSeries() throws InvalidProtocolBufferException {
    DynamicMessage metadata =
        Prompb.message(
            "WriteRequest",
            "metadata",
            Prompb.message(
                "MetricMetadata",
                "type",
                3,
                "metric_family_name",
                "wait_seconds",
                "help",
                "How long.",
                "unit",
                "seconds"));
    DynamicMessage samples =
        Prompb.request(
            Prompb.series(
                Prompb.sample(1, NOW_MILLIS), "__name__", "wait_seconds_bucket", "le", "1"),
            Prompb.series(Prompb.sample(1, NOW_MILLIS), "__name__", "other"));
    remoteWrite.convert(Slice.of(metadata.toByteArray()), TIMES, MAX_BYTES);

    List<Metric> metrics =
        metrics(remoteWrite.convert(Slice.of(samples.toByteArray()), TIMES, MAX_BYTES));

    assertThat(metrics.get(0).getDescription()).isEqualTo("How long.");
    assertThat(metrics.get(0).getUnit()).isEqualTo("seconds");
    assertThat(metrics.get(0).getSum().getIsMonotonic()).isTrue();
    assertThat(
            metrics.get(0).getMetadataList().stream().map(each -> each.getValue().getStringValue()))
        .containsExactly("histogram", "wait_seconds");
    assertThat(metrics.get(1).hasGauge()).isTrue();
    assertThat(metrics.get(1).getMetadata(0).getValue().getStringValue()).isEqualTo("unknown");
  }

  @Example
  void refusalsNameSeriesAndReason() {
    DynamicMessage request =
        Prompb.request(
            Prompb.series(Prompb.sample(1, 1), "__name__", "up", "job", "shop"),
            Prompb.series(Prompb.sample(1, 2), "__name__", "down"),
            Prompb.series(Prompb.sample(1, NOW_MILLIS), "job", "shop"),
            Prompb.series(Prompb.sample(1, NOW_MILLIS), "__name__", "a", "b", "1", "b", "2"));

    Refusals refusals =
        remoteWrite.convert(Slice.of(request.toByteArray()), TIMES, MAX_BYTES).refusals();

    assertThat(refusals.count()).isEqualTo(4);
    assertThat(refusals.text())
        .startsWith(
            "2 because of the time, the first: up{job=\"shop\"} at 1970-01-01T00:00:00.001Z (1),"
                + " not between 2026-")
        .endsWith("2 because of the labels, the first: {job=\"shop\"}: there is no __name__");
  }

  @Example
  void familiesAreBounded() {
    Families families = new Families(2);
    for (String name : List.of("a", "b", "a", "c")) {
      families.put(new Family(name, "counter", "", ""));
    }

    assertThat(families.size()).isEqualTo(2);
    assertThat(families.of("b").type()).isEqualTo("unknown");
    assertThat(families.of("a_total").type()).isEqualTo("counter");
  }

  private void convertUnlessMalformed(byte[] bytes) {
    try {
      remoteWrite.convert(Slice.of(bytes), TIMES, MAX_BYTES);
    } catch (MalformedOtlpException e) {
      assertThat(e).hasMessageContaining("at byte");
    }
  }

  private static DynamicMessage request(Random random) {
    List<DynamicMessage> all = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      List<DynamicMessage> labels = new ArrayList<>();
      if (random.nextInt(5) > 0) {
        labels.add(Prompb.label("__name__", "metric_" + random.nextInt(2)));
      }
      for (int k = random.nextInt(5); k > 0; k--) {
        labels.add(Prompb.label(pick(NAMES, random), pick(TEXTS, random)));
      }
      List<DynamicMessage> samples = new ArrayList<>();
      for (int k = random.nextInt(4); k > 0; k--) {
        long time =
            random.nextInt(4) == 0 ? random.nextLong() : NOW_MILLIS + random.nextInt(10_001);
        samples.add(Prompb.sample(pick(VALUES, random), time));
      }
      all.add(Prompb.message("TimeSeries", "labels", labels, "samples", samples));
    }
    return Prompb.message("WriteRequest", "timeseries", all);
  }

  /** Adds what must come out of a request, and returns how many samples must not. */
  private static int expect(DynamicMessage request, List<Expected> expected) {
    int refused = 0;
    for (Message series : messages(request, "timeseries")) {
      Map<String, String> labels = new TreeMap<>();
      Set<String> names = new HashSet<>();
      boolean good = true;
      for (Message label : messages(series, "labels")) {
        String name = (String) field(label, "name");
        String value = (String) field(label, "value");
        if (!value.isEmpty()) {
          good &= !name.isEmpty() && names.add(name);
          labels.put(name, value);
        }
      }
      String name = labels.remove("__name__");
      for (Message sample : messages(series, "samples")) {
        long time = (long) field(sample, "timestamp");
        if (good && name != null && Math.abs(time - NOW_MILLIS) <= 10_000) {
          long bits = Double.doubleToRawLongBits((double) field(sample, "value"));
          expected.add(new Expected(name, labels, time, bits));
        } else {
          refused++;
        }
      }
    }
    return refused;
  }

  private static List<Expected> samples(Converted converted) throws InvalidProtocolBufferException {
    List<Expected> samples = new ArrayList<>();
    for (Metric metric : metrics(converted)) {
      for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
        Map<String, String> labels = new TreeMap<>();
        for (KeyValue attribute : point.getAttributesList()) {
          labels.put(attribute.getKey(), attribute.getValue().getStringValue());
        }
        long bits = Double.doubleToRawLongBits(point.getFlags() == 1 ? STALE : point.getAsDouble());
        assertThat(point.hasAsDouble()).isEqualTo(point.getFlags() == 0);
        samples.add(
            new Expected(metric.getName(), labels, point.getTimeUnixNano() / 1_000_000, bits));
      }
    }
    return samples;
  }

  private static List<Metric> metrics(Converted converted) throws InvalidProtocolBufferException {
    return MetricsData.parseFrom(converted.metrics().toByteArray())
        .getResourceMetrics(0)
        .getScopeMetrics(0)
        .getMetricsList();
  }

  private static List<Message> messages(Message message, String field) {
    List<Message> messages = new ArrayList<>();
    for (Object each : (List<?>) field(message, field)) {
      messages.add((Message) each);
    }
    return messages;
  }

  private static Object field(Message message, String name) {
    FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
    return message.getField(field);
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
