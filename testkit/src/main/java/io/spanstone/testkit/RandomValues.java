package io.spanstone.testkit;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What all signals have in common: services, scopes, attributes, ids. */
final class RandomValues {
  static final List<String> SERVICES =
      List.of("storefront", "cart", "checkout", "payment", "inventory", "shipping");

  private static final List<String> SCOPES =
      List.of("io.opentelemetry.jetty-12.0", "io.opentelemetry.jdbc", "shop.business");

  private static final int INSTANCES_PER_SERVICE = 2;

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  /** The resource of one of the service's instances; few, so that batches share them. */
  Resource resource(String service) {
    int instance = random.nextInt(INSTANCES_PER_SERVICE);
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", service))
        .addAttributes(attribute("service.namespace", "shop"))
        .addAttributes(attribute("service.version", instance == 0 ? "1.4.2" : "1.5.0-rc.1"))
        .addAttributes(attribute("service.instance.id", service + "-" + instance))
        .addAttributes(attribute("host.name", "host-" + instance))
        .addAttributes(attribute("process.pid", 4000 + instance))
        .addAttributes(attribute("telemetry.sdk.language", "java"))
        .build();
  }

  InstrumentationScope scope() {
    return InstrumentationScope.newBuilder().setName(pick(SCOPES)).setVersion("2.31.1").build();
  }

  /** A few attributes of any type that no convention knows. */
  List<KeyValue> businessAttributes() {
    List<KeyValue> attributes = new ArrayList<>();
    if (oneIn(2)) {
      attributes.add(attribute("shop.customer.id", "customer-" + random.nextInt(5000)));
    }
    if (oneIn(3)) {
      attributes.add(attribute("shop.cart.items", random.nextInt(40)));
    }
    if (oneIn(4)) {
      attributes.add(attribute("shop.cart.total", random.nextInt(100_000) / 100.0));
    }
    if (oneIn(4)) {
      attributes.add(attribute("shop.customer.premium", random.nextBoolean()));
    }
    if (oneIn(8)) {
      attributes.add(attribute("shop.cart.skus", skus()));
    }
    if (oneIn(16)) {
      attributes.add(attribute("shop.address", address()));
    }
    if (oneIn(16)) {
      attributes.add(attribute("shop.token", AnyValue.newBuilder().setBytesValue(id(12)).build()));
    }
    if (oneIn(32)) {
      attributes.add(attribute("shop.note", "long ".repeat(60 + random.nextInt(200))));
    }
    return attributes;
  }

  static KeyValue attribute(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value).build());
  }

  static KeyValue attribute(String key, long value) {
    return attribute(key, AnyValue.newBuilder().setIntValue(value).build());
  }

  static KeyValue attribute(String key, double value) {
    return attribute(key, AnyValue.newBuilder().setDoubleValue(value).build());
  }

  static KeyValue attribute(String key, boolean value) {
    return attribute(key, AnyValue.newBuilder().setBoolValue(value).build());
  }

  static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  ByteString traceId() {
    return id(16);
  }

  ByteString spanId() {
    return id(8);
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private ByteString id(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[0] |= 1; // never all zero
    return ByteString.copyFrom(bytes);
  }

  private AnyValue skus() {
    ArrayValue.Builder skus = ArrayValue.newBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      skus.addValues(AnyValue.newBuilder().setStringValue("sku-" + random.nextInt(300)));
    }
    return AnyValue.newBuilder().setArrayValue(skus).build();
  }

  private AnyValue address() {
    KeyValueList address =
        KeyValueList.newBuilder()
            .addValues(attribute("city", oneIn(2) ? "杭州" : "Zürich"))
            .addValues(attribute("zip", random.nextInt(99_999)))
            .build();
    return AnyValue.newBuilder().setKvlistValue(address).build();
  }
}
