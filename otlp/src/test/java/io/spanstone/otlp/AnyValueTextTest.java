package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnyValueTextTest {
  @Test
  void ofAStringIsTheStringItselfNotCopied() {
    Slice message = encoded(string("订单 \"1\"\n"));

    Slice text = new AnyValueView().read(message).text();

    assertThat(text.utf8()).isEqualTo("订单 \"1\"\n");
    assertThat(text.array()).isSameAs(message.array());
  }

  @Test
  void ofScalars() {
    assertThat(text(AnyValue.newBuilder().setBoolValue(true).build())).isEqualTo("true");
    assertThat(text(AnyValue.newBuilder().setBoolValue(false).build())).isEqualTo("false");
    assertThat(text(integer(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
    assertThat(text(bytes(0xfb, 0xff))).isEqualTo("+/8=");
    assertThat(text(AnyValue.getDefaultInstance())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1,1.0",
    "-0.0,-0.0",
    "0.1,0.1",
    "1e10,1.0E10",
    "2e-3,0.002",
    "4.9e-324,4.9E-324",
    "2e23,2.0E23",
    "NaN,NaN",
    "Infinity,Infinity",
    "-Infinity,-Infinity"
  })
  void ofDoublesIsTheShortestOnEveryJdk(double value, String text) {
    assertThat(text(AnyValue.newBuilder().setDoubleValue(value).build())).isEqualTo(text);
  }

  @Property
  void ofADoubleReadsBackAsTheDouble(@ForAll double value) {
    assertThat(Double.valueOf(text(AnyValue.newBuilder().setDoubleValue(value).build())))
        .isEqualTo(value);
  }

  @Test
  void ofListsIsCompactJson() {
    AnyValue nothing = AnyValue.getDefaultInstance();
    AnyValue nan = AnyValue.newBuilder().setDoubleValue(Double.NaN).build();
    AnyValue half = AnyValue.newBuilder().setDoubleValue(0.5).build();
    AnyValue yes = AnyValue.newBuilder().setBoolValue(true).build();

    assertThat(text(list())).isEqualTo("[]");
    assertThat(text(map())).isEqualTo("{}");
    assertThat(text(list(string("a\"\\\n€"), integer(-1), half, nan, yes, nothing, bytes(1))))
        .isEqualTo("[\"a\\\"\\\\\\u000a€\",-1,0.5,\"NaN\",true,null,\"AQ==\"]");
    assertThat(text(map(entry("k\"", list(list(), map(entry("", nothing)))), entry("k\"", yes))))
        .isEqualTo("{\"k\\\"\":[[],{\"\":null}],\"k\\\"\":true}");
  }

  @Property
  void ofListsIsJson(@ForAll String key, @ForAll String value) {
    AnyValue map = map(entry(key, string(value)));

    // lone surrogates cannot be encoded in UTF-8
    String decodableKey = Slice.ofUtf8(key).utf8();
    assertThat(JsonParser.parseString(text(map)).getAsJsonObject().get(decodableKey).getAsString())
        .isEqualTo(Slice.ofUtf8(value).utf8());
  }

  @Test
  void ofAListNestedTooDeeplyIsRefused() {
    AnyValue deep = list();
    for (int i = 0; i < 200; i++) {
      deep = list(deep);
    }
    AnyValueView value = new AnyValueView().read(encoded(deep));

    assertThatThrownBy(value::text).isInstanceOf(MalformedOtlpException.class);
  }

  private static String text(AnyValue value) {
    return new AnyValueView().read(encoded(value)).text().utf8();
  }

  private static Slice encoded(AnyValue value) {
    return Slice.of(value.toByteArray());
  }

  private static AnyValue string(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static AnyValue integer(long value) {
    return AnyValue.newBuilder().setIntValue(value).build();
  }

  private static AnyValue bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(bytes)).build();
  }

  private static AnyValue list(AnyValue... values) {
    ArrayValue list = ArrayValue.newBuilder().addAllValues(List.of(values)).build();
    return AnyValue.newBuilder().setArrayValue(list).build();
  }

  private static AnyValue map(KeyValue... entries) {
    KeyValueList map = KeyValueList.newBuilder().addAllValues(List.of(entries)).build();
    return AnyValue.newBuilder().setKvlistValue(map).build();
  }

  private static KeyValue entry(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
