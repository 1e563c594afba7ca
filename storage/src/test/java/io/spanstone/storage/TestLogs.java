package io.spanstone.storage;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.Random;

/** Random log records of few words and few values, so that conditions meet some of them. */
final class TestLogs {
  static final List<String> WORDS =
      List.of(
          "timeout",
          "Time",
          "time",
          "ORDER",
          "order",
          "db01",
          "Größe",
          "größer",
          "naïve",
          "e5",
          "4711",
          "47110815",
          "47110816",
          "Order4711",
          "7f3A09",
          "größe7");
  static final List<String> HAN = List.of("订单", "超时", "库存", "服务", "カード", "单超", "𠮷野");
  static final List<String> SERVICES = List.of("Cart", "cart", "pay", "stock", "");
  static final List<String> NAMESPACES = List.of("shop", "Shop", "");
  static final List<String> LOGGERS = List.of("com.shop.Cart", "com.shop.Pay", "");
  static final List<String> ROUTES = List.of("/api/Orders", "/api/orders/1", "/API/items", "/x y");
  private static final List<String> SEPARATORS = List.of(" ", ", ", "-", "_", ":", "", "/");

  private final Random random;
  private final long startUnixNano;
  private final long rangeNanos;

  TestLogs(long seed, long startUnixNano, long rangeNanos) {
    this.random = new Random(seed);
    this.startUnixNano = startUnixNano;
    this.rangeNanos = rangeNanos;
  }

  LogsData request(int records) {
    LogsData.Builder request = LogsData.newBuilder();
    for (int left = records; left > 0; ) {
      int here = 1 + random.nextInt(left);
      ScopeLogs.Builder scope =
          ScopeLogs.newBuilder()
              .setScope(InstrumentationScope.newBuilder().setName(pick(random, LOGGERS)));
      for (int i = 0; i < here; i++) {
        scope.addLogRecords(logRecord());
      }
      request.addResourceLogs(
          ResourceLogs.newBuilder().setResource(resource()).addScopeLogs(scope));
      left -= here;
    }
    return request.build();
  }

  static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  static ByteString id(int number, int bytes) {
    byte[] id = new byte[bytes];
    id[0] = 1;
    id[bytes - 1] = (byte) number;
    return ByteString.copyFrom(id);
  }

  private Resource resource() {
    Resource.Builder resource = Resource.newBuilder();
    String service = pick(random, SERVICES);
    if (!service.isEmpty()) {
      resource.addAttributes(text("service.name", service));
    }
    String namespace = pick(random, NAMESPACES);
    if (!namespace.isEmpty()) {
      resource.addAttributes(text("service.namespace", namespace));
    }
    if (random.nextInt(3) == 0) {
      resource.addAttributes(text("http.route", pick(random, ROUTES)));
    }
    return resource.build();
  }

  private LogRecord logRecord() {
    long time = startUnixNano + random.nextInt(40) * (rangeNanos / 40);
    if (random.nextBoolean()) {
      time = startUnixNano + (long) (random.nextDouble() * rangeNanos);
    }
    LogRecord.Builder log = LogRecord.newBuilder().setSeverityNumberValue(random.nextInt(26));
    if (random.nextInt(5) == 0) {
      log.setObservedTimeUnixNano(time);
    } else {
      log.setTimeUnixNano(time).setObservedTimeUnixNano(startUnixNano);
    }
    if (random.nextInt(10) > 0) {
      log.setBody(body());
    }
    if (random.nextInt(3) == 0) {
      log.setTraceId(id(random.nextInt(4), 16)).setSpanId(id(random.nextInt(4), 8));
    }
    if (random.nextBoolean()) {
      log.addAttributes(text("http.route", pick(random, ROUTES)));
    }
    if (random.nextBoolean()) {
      log.addAttributes(attribute("http.Status", number()));
    }
    if (random.nextInt(4) == 0) {
      log.addAttributes(text("long", "Word ".repeat(50 + random.nextInt(4))));
    }
    return log.build();
  }

  private AnyValue number() {
    int value = 200 + random.nextInt(5);
    return switch (random.nextInt(4)) {
      case 0 -> AnyValue.newBuilder().setDoubleValue(value + 0.5).build();
      case 1 -> AnyValue.newBuilder().setStringValue(Integer.toString(value)).build();
      default -> AnyValue.newBuilder().setIntValue(value).build();
    };
  }

  private AnyValue body() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(pick(random, random.nextInt(3) == 0 ? HAN : WORDS));
      text.append(pick(random, SEPARATORS));
    }
    if (random.nextInt(8) > 0) {
      return AnyValue.newBuilder().setStringValue(text.toString()).build();
    }
    return AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder().addValues(text("message", text.toString())))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value).build());
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
