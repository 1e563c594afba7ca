package io.spanstone.collector.remotewrite;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.List;

/** Prometheus's messages for protobuf-java, after prompb/remote.proto and prompb/types.proto. */
public final class Prompb {
  private static final FileDescriptor FILE = file();

  private Prompb() {}

  /**
   * A message with these fields.
   *
   * @param fields names and values in turn; a name may come more than once if it is repeated
   */
  public static DynamicMessage message(String type, Object... fields) {
    Descriptor descriptor = descriptor(type);
    DynamicMessage.Builder builder = DynamicMessage.newBuilder(descriptor);
    for (int i = 0; i < fields.length; i += 2) {
      FieldDescriptor field = descriptor.findFieldByName((String) fields[i]);
      Object value = fields[i + 1];
      if (field.isRepeated() && value instanceof List<?> list) {
        list.forEach(each -> builder.addRepeatedField(field, each));
      } else if (field.isRepeated()) {
        builder.addRepeatedField(field, value);
      } else {
        builder.setField(field, value);
      }
    }
    return builder.build();
  }

  public static DynamicMessage label(String name, String value) {
    return message("Label", "name", name, "value", value);
  }

  public static DynamicMessage sample(double value, long timeMillis) {
    return message("Sample", "value", value, "timestamp", timeMillis);
  }

  /** A series of one sample and these labels, names and values in turn. */
  public static DynamicMessage series(DynamicMessage sample, String... labels) {
    DynamicMessage.Builder series = message("TimeSeries", "samples", sample).toBuilder();
    FieldDescriptor field = descriptor("TimeSeries").findFieldByName("labels");
    for (int i = 0; i < labels.length; i += 2) {
      series.addRepeatedField(field, label(labels[i], labels[i + 1]));
    }
    return series.build();
  }

  public static DynamicMessage request(DynamicMessage... series) {
    return message("WriteRequest", "timeseries", List.of(series));
  }

  static Descriptor descriptor(String type) {
    return FILE.findMessageTypeByName(type);
  }

  private static FileDescriptor file() {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName("prompb")
            .setPackage("prometheus")
            .setSyntax("proto3");
    file.addMessageType(
        type(
            "WriteRequest",
            many(1, "timeseries", "TimeSeries"),
            many(3, "metadata", "MetricMetadata")));
    file.addMessageType(
        type(
            "MetricMetadata",
            one(1, "type", FieldDescriptorProto.Type.TYPE_INT32),
            one(2, "metric_family_name", FieldDescriptorProto.Type.TYPE_STRING),
            one(4, "help", FieldDescriptorProto.Type.TYPE_STRING),
            one(5, "unit", FieldDescriptorProto.Type.TYPE_STRING)));
    file.addMessageType(
        type(
            "TimeSeries",
            many(1, "labels", "Label"),
            many(2, "samples", "Sample"),
            many(3, "exemplars", "Exemplar"),
            many(4, "histograms", "Histogram")));
    file.addMessageType(
        type(
            "Label",
            one(1, "name", FieldDescriptorProto.Type.TYPE_STRING),
            one(2, "value", FieldDescriptorProto.Type.TYPE_STRING)));
    file.addMessageType(
        type(
            "Sample",
            one(1, "value", FieldDescriptorProto.Type.TYPE_DOUBLE),
            one(2, "timestamp", FieldDescriptorProto.Type.TYPE_INT64)));
    file.addMessageType(
        type(
            "Exemplar",
            many(1, "labels", "Label"),
            one(2, "value", FieldDescriptorProto.Type.TYPE_DOUBLE),
            one(3, "timestamp", FieldDescriptorProto.Type.TYPE_INT64)));
    file.addMessageType(
        type(
            "BucketSpan",
            one(1, "offset", FieldDescriptorProto.Type.TYPE_SINT32),
            one(2, "length", FieldDescriptorProto.Type.TYPE_UINT32)));
    DescriptorProto.Builder histogram =
        type(
            "Histogram",
            one(3, "sum", FieldDescriptorProto.Type.TYPE_DOUBLE),
            one(4, "schema", FieldDescriptorProto.Type.TYPE_SINT32),
            one(5, "zero_threshold", FieldDescriptorProto.Type.TYPE_DOUBLE),
            many(8, "negative_spans", "BucketSpan"),
            numbers(9, "negative_deltas", FieldDescriptorProto.Type.TYPE_SINT64),
            numbers(10, "negative_counts", FieldDescriptorProto.Type.TYPE_DOUBLE),
            many(11, "positive_spans", "BucketSpan"),
            numbers(12, "positive_deltas", FieldDescriptorProto.Type.TYPE_SINT64),
            numbers(13, "positive_counts", FieldDescriptorProto.Type.TYPE_DOUBLE),
            one(14, "reset_hint", FieldDescriptorProto.Type.TYPE_INT32),
            one(15, "timestamp", FieldDescriptorProto.Type.TYPE_INT64),
            numbers(16, "custom_values", FieldDescriptorProto.Type.TYPE_DOUBLE))
            .toBuilder();
    histogram.addOneofDeclBuilder().setName("count");
    histogram.addOneofDeclBuilder().setName("zero_count");
    histogram.addField(one(1, "count_int", FieldDescriptorProto.Type.TYPE_UINT64).setOneofIndex(0));
    histogram.addField(
        one(2, "count_float", FieldDescriptorProto.Type.TYPE_DOUBLE).setOneofIndex(0));
    histogram.addField(
        one(6, "zero_count_int", FieldDescriptorProto.Type.TYPE_UINT64).setOneofIndex(1));
    histogram.addField(
        one(7, "zero_count_float", FieldDescriptorProto.Type.TYPE_DOUBLE).setOneofIndex(1));
    file.addMessageType(histogram);
    try {
      return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }

  private static DescriptorProto type(String name, FieldDescriptorProto.Builder... fields) {
    DescriptorProto.Builder type = DescriptorProto.newBuilder().setName(name);
    for (FieldDescriptorProto.Builder field : fields) {
      type.addField(field);
    }
    return type.build();
  }

  private static FieldDescriptorProto.Builder one(
      int number, String name, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder()
        .setNumber(number)
        .setName(name)
        .setType(type)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
  }

  private static FieldDescriptorProto.Builder numbers(
      int number, String name, FieldDescriptorProto.Type type) {
    return one(number, name, type).setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
  }

  private static FieldDescriptorProto.Builder many(int number, String name, String type) {
    return one(number, name, FieldDescriptorProto.Type.TYPE_MESSAGE)
        .setTypeName(".prometheus." + type)
        .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
  }
}
