package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema against the descriptors of opentelemetry-proto. */
class OtlpSchemaTest {
  private final Set<String> seen = new HashSet<>();

  @ParameterizedTest
  @EnumSource
  void declaresEveryFieldOfEveryMessage(Signal signal) {
    assertSame(OtlpSchema.request(signal), Oracle.empty(signal).getDescriptorForType());

    assertThat(seen).contains("AnyValue", "KeyValue", "Resource");
  }

  private void assertSame(MessageType type, Descriptor descriptor) {
    assertThat(type.name()).isEqualTo(descriptor.getName());
    if (!seen.add(descriptor.getName())) {
      return;
    }
    assertThat(type.fields()).hasSameSizeAs(descriptor.getFields());
    for (FieldDescriptor expected : descriptor.getFields()) {
      Field field = type.field(expected.getNumber());
      assertThat(field).as(expected.getFullName()).isNotNull();
      assertThat(type.field(expected.getJsonName())).isSameAs(field);
      assertThat(field.name()).isEqualTo(expected.getName());
      assertThat(typeName(field.type())).isEqualTo(expected.getType().name());
      assertThat(field.isRepeated()).isEqualTo(expected.isRepeated());
      assertThat(field.isOneOf()).isEqualTo(expected.getRealContainingOneof() != null);
      assertThat(field.isPackable()).isEqualTo(expected.isPackable());
      if (expected.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        assertSame(field.message(), expected.getMessageType());
      }
    }
  }

  private static String typeName(FieldType type) {
    return type == FieldType.ID ? FieldType.BYTES.name() : type.name();
  }
}
