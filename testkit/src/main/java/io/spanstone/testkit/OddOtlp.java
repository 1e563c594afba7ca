package io.spanstone.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * OTLP messages that no SDK would send but the protocol allows: any field set or not, to extreme
 * values, empty lists and values, deep nesting, ids of any length. They follow the descriptors of
 * opentelemetry-proto, so that no field is forgotten.
 */
public final class OddOtlp {
  private static final int MAX_FIELDS = 400;
  private static final int MAX_DEPTH = 30;
  private static final List<String> STRINGS =
      List.of(
          "",
          "a",
          "service.name",
          "\0\u001f\"\\/\u007f",
          "错误 日志",
          "\uD83D\uDE00é",
          "x".repeat(300));
  private static final List<Integer> ID_LENGTHS = List.of(0, 1, 8, 8, 16, 16, 20);
  private static final List<Long> LONGS =
      List.of(0L, 1L, -1L, 127L, 128L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, 1L << 32);
  private static final List<Double> DOUBLES =
      List.of(
          0.0,
          -0.0,
          1.0,
          0.1,
          2e-3,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.MIN_VALUE,
          Double.MAX_VALUE);

  private final Random random;
  private int fieldsLeft = MAX_FIELDS;

  private OddOtlp(Random random) {
    this.random = random;
  }

  public static Arbitrary<TracesData> traces() {
    return Arbitraries.randomValue(random -> traces(random));
  }

  public static Arbitrary<LogsData> logs() {
    return Arbitraries.randomValue(random -> logs(random));
  }

  public static Arbitrary<MetricsData> metrics() {
    return Arbitraries.randomValue(random -> metrics(random));
  }

  public static TracesData traces(Random random) {
    return (TracesData) new OddOtlp(random).message(TracesData.newBuilder(), 0);
  }

  public static LogsData logs(Random random) {
    return (LogsData) new OddOtlp(random).message(LogsData.newBuilder(), 0);
  }

  public static MetricsData metrics(Random random) {
    return (MetricsData) new OddOtlp(random).message(MetricsData.newBuilder(), 0);
  }

  private Message message(Message.Builder builder, int depth) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      int occurrences = depth < MAX_DEPTH ? occurrences(field, depth) : 0;
      for (int i = 0; i < occurrences && fieldsLeft > 0; i++) {
        fieldsLeft--;
        if (field.isRepeated()) {
          builder.addRepeatedField(field, value(builder, field, depth));
        } else {
          builder.setField(field, value(builder, field, depth));
        }
      }
    }
    return builder.build();
  }

  /** The envelope is mostly there; what follows is set or not. */
  private int occurrences(FieldDescriptor field, int depth) {
    int least = depth < 3 && field.isRepeated() ? 1 : 0;
    int most = field.isRepeated() ? 3 : 1;
    return least + random.nextInt(most - least + 1);
  }

  private Object value(Message.Builder parent, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case MESSAGE -> message(parent.newBuilderForField(field), depth + 1);
      case STRING -> pick(STRINGS);
      case BYTE_STRING -> bytes();
      case BOOLEAN -> random.nextBoolean();
      case INT -> (int) anyLong();
      case LONG -> anyLong();
      case DOUBLE -> random.nextBoolean() ? pick(DOUBLES) : random.nextGaussian() * 1e6;
      case FLOAT -> random.nextFloat();
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(8) - 1);
    };
  }

  private ByteString bytes() {
    byte[] bytes = new byte[pick(ID_LENGTHS)];
    if (random.nextInt(8) != 0) {
      random.nextBytes(bytes);
    }
    return ByteString.copyFrom(bytes);
  }

  private long anyLong() {
    return random.nextBoolean() ? pick(LONGS) : random.nextLong();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
