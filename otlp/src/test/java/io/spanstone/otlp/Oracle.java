package io.spanstone.otlp;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import java.util.Map;

/** What protobuf-java says of the same bytes. */
final class Oracle {
  private static final Map<Signal, Descriptor> STRINGS_AS_BYTES =
      Map.of(
          Signal.TRACES, stringsAsBytes(TracesData.getDescriptor()),
          Signal.LOGS, stringsAsBytes(LogsData.getDescriptor()),
          Signal.METRICS, stringsAsBytes(MetricsData.getDescriptor()));

  private Oracle() {}

  /** The empty message of that signal. */
  static Message empty(Signal signal) {
    return switch (signal) {
      case TRACES -> TracesData.getDefaultInstance();
      case LOGS -> LogsData.getDefaultInstance();
      case METRICS -> MetricsData.getDefaultInstance();
    };
  }

  /**
   * The message without its unknown fields. Of a {@code oneof} that is an array, then a text, then
   * an array, generated builders join the arrays; dynamic ones forget the first, as the protobuf
   * encoding has it, and so leave one member to the generated ones.
   */
  static Message parse(Signal signal, byte[] bytes) throws InvalidProtocolBufferException {
    Message empty = empty(signal);
    DynamicMessage message = DynamicMessage.parseFrom(empty.getDescriptorForType(), bytes);
    return parse(empty.getParserForType(), message.toByteArray());
  }

  /** The message without its unknown fields. */
  static <M extends Message> M parse(Parser<M> parser, byte[] bytes)
      throws InvalidProtocolBufferException {
    return DiscardUnknownFieldsParser.wrap(parser).parseFrom(bytes);
  }

  /** Whether protobuf-java takes the bytes, if it is not asked to look at the strings' UTF-8. */
  static boolean accepts(Signal signal, byte[] bytes) {
    try {
      return DynamicMessage.parseFrom(STRINGS_AS_BYTES.get(signal), bytes).isInitialized();
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  /** Whether protobuf-java takes the strings too. */
  static boolean hasValidUtf8(Signal signal, byte[] bytes) {
    try {
      return parse(signal, bytes).isInitialized();
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  /**
   * The message without what no reader of telemetry tells apart: a singular message that is there
   * but empty is as good as absent, and indices into the string table of profiles mean nothing.
   */
  static <M extends Message> M essence(M message) {
    Message.Builder essence = message.newBuilderForType();
    for (Map.Entry<FieldDescriptor, Object> each : message.getAllFields().entrySet()) {
      FieldDescriptor field = each.getKey();
      if (!field.getName().endsWith("_strindex") && !isEmpty(field, each.getValue())) {
        essence.setField(field, essence(field, each.getValue()));
      }
    }
    @SuppressWarnings("unchecked") // a builder builds what it was made for
    M built = (M) essence.build();
    return built;
  }

  private static Object essence(FieldDescriptor field, Object value) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return value;
    }
    return field.isRepeated()
        ? ((List<?>) value).stream().map(each -> essence((Message) each)).toList()
        : essence((Message) value);
  }

  private static boolean isEmpty(FieldDescriptor field, Object value) {
    return !field.isRepeated()
        && field.getContainingOneof() == null
        && value instanceof Message message
        && essence(message).getAllFields().isEmpty();
  }

  private static Descriptor stringsAsBytes(Descriptor type) {
    return stringsAsBytes(type.getFile()).findMessageTypeByName(type.getName());
  }

  private static FileDescriptor stringsAsBytes(FileDescriptor file) {
    FileDescriptorProto.Builder proto = file.toProto().toBuilder();
    proto.getMessageTypeBuilderList().forEach(Oracle::turnStringsToBytes);
    FileDescriptor[] dependencies =
        file.getDependencies().stream()
            .map(dependency -> stringsAsBytes(dependency))
            .toArray(FileDescriptor[]::new);
    try {
      return FileDescriptor.buildFrom(proto.build(), dependencies);
    } catch (DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }

  private static void turnStringsToBytes(DescriptorProto.Builder message) {
    for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
      if (field.getType() == FieldDescriptorProto.Type.TYPE_STRING) {
        field.setType(FieldDescriptorProto.Type.TYPE_BYTES);
      }
    }
    message.getNestedTypeBuilderList().forEach(Oracle::turnStringsToBytes);
  }
}
