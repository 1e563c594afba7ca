package io.spanstone.testkit;

import static io.spanstone.testkit.RandomValues.attribute;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Log records of the shop, most of them text, some structured. */
final class RandomLogs {
  private static final List<String> MESSAGES =
      List.of(
          "Order %d placed by customer %d",
          "Payment of order %d failed after %d attempts: card declined",
          "Connection to inventory:%d timed out after %d ms",
          "Cache miss for sku-%d, loading took %d ms",
          "GET /orders/%d answered in %d ms",
          "订单 %d 已支付，金额 %d 元",
          "库存服务连接超时：商品 %d，重试 %d 次",
          "用户 %d 登录成功，来自杭州，会话 %d");

  private static final List<SeverityNumber> SEVERITIES =
      List.of(
          SeverityNumber.SEVERITY_NUMBER_DEBUG,
          SeverityNumber.SEVERITY_NUMBER_INFO,
          SeverityNumber.SEVERITY_NUMBER_INFO,
          SeverityNumber.SEVERITY_NUMBER_WARN,
          SeverityNumber.SEVERITY_NUMBER_ERROR);

  private final Random random;
  private final RandomValues values;
  private final RandomClock clock;

  RandomLogs(Random random, RandomValues values, RandomClock clock) {
    this.random = random;
    this.values = values;
    this.clock = clock;
  }

  LogsData logs(int records) {
    Map<Resource, Map<InstrumentationScope, ScopeLogs.Builder>> groups = new LinkedHashMap<>();
    for (int i = 0; i < records; i++) {
      Resource resource = values.resource(values.pick(RandomValues.SERVICES));
      groups
          .computeIfAbsent(resource, key -> new LinkedHashMap<>())
          .computeIfAbsent(values.scope(), scope -> ScopeLogs.newBuilder().setScope(scope))
          .addLogRecords(logRecord());
    }
    LogsData.Builder data = LogsData.newBuilder();
    groups.forEach(
        (resource, scopes) -> {
          ResourceLogs.Builder logs = data.addResourceLogsBuilder().setResource(resource);
          scopes.values().forEach(logs::addScopeLogs);
        });
    return data.build();
  }

  private LogRecord logRecord() {
    long time = clock.nextUnixNano();
    SeverityNumber severity = values.pick(SEVERITIES);
    LogRecord.Builder logRecord =
        LogRecord.newBuilder()
            .setTimeUnixNano(values.oneIn(30) ? 0 : time)
            .setObservedTimeUnixNano(time + random.nextInt(1_000_000))
            .setSeverityNumber(severity)
            .setSeverityText(severity.name().replace("SEVERITY_NUMBER_", ""))
            .setBody(body())
            .addAttributes(attribute("thread.name", "http-" + random.nextInt(20)))
            .addAllAttributes(values.businessAttributes());
    if (values.oneIn(2)) {
      logRecord.setTraceId(values.traceId()).setSpanId(values.spanId()).setFlags(1);
    }
    if (values.oneIn(20)) {
      logRecord.setEventName("shop.order.placed");
    }
    return logRecord.build();
  }

  private AnyValue body() {
    String text = values.pick(MESSAGES).formatted(random.nextInt(10_000), random.nextInt(3_000));
    if (!values.oneIn(10)) {
      return AnyValue.newBuilder().setStringValue(text).build();
    }
    KeyValue nested = attribute("attempt", random.nextInt(5));
    KeyValueList list =
        KeyValueList.newBuilder().addValues(attribute("message", text)).addValues(nested).build();
    return AnyValue.newBuilder().setKvlistValue(list).build();
  }
}
