package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.otlp.OddRequests.OddRequest;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyValuesTest {
  @Test
  void seeksAnAttributeByItsKey() {
    KeyValues attributes = KeyValues.ofResource(resource("a", "b", "service.name", "b"));

    assertThat(attributes.seek(Slice.ofUtf8("b"))).isTrue();
    assertThat(attributes.value().content().utf8()).isEqualTo("value of b");
    assertThat(attributes.seek(Slice.ofUtf8("service.name"))).isTrue();
    assertThat(attributes.keyEquals(Slice.ofUtf8("service.name"))).isTrue();
    assertThat(attributes.seek(Slice.ofUtf8("a"))).isFalse();
  }

  @Test
  void forgetTheValueOfTheEntryBefore() {
    WireWriter resource = new WireWriter(100);
    resource.bytes(1, Slice.of(entry("a").toByteArray()));
    resource.bytes(1, Slice.EMPTY);
    KeyValues attributes = KeyValues.ofResource(resource.written());

    assertThat(attributes.next()).isTrue();
    assertThat(attributes.next()).isTrue();
    assertThat(attributes.key().isEmpty()).isTrue();
    assertThat(attributes.value().type()).isEqualTo(AnyValueView.Type.EMPTY);
    assertThat(attributes.next()).isFalse();
  }

  @Property(tries = 100)
  void readTheAttributesOfResources(@ForAll("requests") OddRequest request)
      throws InvalidProtocolBufferException {
    RecordCursor records = new RecordCursor(request.encoded());
    while (records.next()) {
      Resource resource = Oracle.parse(Resource.parser(), records.resource().toByteArray());
      Resource.Builder read = resource.toBuilder().clearAttributes();
      read.addAllAttributes(Rebuilt.keyValues(KeyValues.ofResource(records.resource())));

      assertThat(Oracle.essence(read.build())).isEqualTo(Oracle.essence(resource));
    }
  }

  @Provide
  Arbitrary<OddRequest> requests() {
    return OddRequests.scrambled();
  }

  private static Slice resource(String... keys) {
    Resource.Builder resource = Resource.newBuilder();
    for (String key : keys) {
      resource.addAttributes(entry(key));
    }
    return Slice.of(resource.build().toByteArray());
  }

  private static KeyValue entry(String key) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue("value of " + key))
        .build();
  }
}
