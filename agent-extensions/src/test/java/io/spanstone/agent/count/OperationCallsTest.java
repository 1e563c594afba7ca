package io.spanstone.agent.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OperationCallsTest {
  private static final ContextKey<Span> LOCAL_ROOT = ContextKey.named("local-root");

  private final Map<String, Integer> counts = new TreeMap<>();
  private final LateClock clock = new LateClock();
  private final OperationCalls calls =
      new OperationCalls(
          context -> context.get(LOCAL_ROOT),
          call -> call.getAttribute(AttributeKey.stringKey("told")),
          (group, end, nanos) -> counts.merge(text(group.attributes()), 1, Integer::sum));
  private final OpenTelemetry telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder().setClock(clock).addSpanProcessor(calls).build())
          .build();

  @Test
  void callsCountUnderTheNameThatTheirOperationHasAtItsEnd() {
    Context request = request();
    call(request, "told", "shop/stock", "http.request.method", "GET").end();
    Context step = inner(request);
    call(step, "db.system.name", "h2", "db.namespace", "orders").end();
    call(step, "db.system.name", "h2", "db.namespace", "orders").end();
    Span late = call(step, "http.request.method", "GET", "server.address", "bank.example");
    late.setStatus(StatusCode.ERROR);
    calls.settle();
    assertThat(counts).as("the operation may get its name yet").isEmpty();
    Span.fromContext(request).updateName("GET /orders");
    Span.fromContext(request).end();
    calls.settle();
    assertThat(counts).as("one call goes on").hasSize(2);
    late.end();
    calls.settle();
    calls.settle();

    assertThat(counts)
        .isEqualTo(
            Map.of(
                "GET /orders CLIENT UNSET callee.service=shop/stock http.request.method=GET", 1,
                "GET /orders CLIENT UNSET db.namespace=orders db.system.name=h2", 2,
                "GET /orders CLIENT ERROR http.request.method=GET server.address=bank.example", 1));
  }

  @Test
  void callsOfNoOperationDoNotCount() {
    call(Context.root(), "db.system.name", "h2").end();
    calls.settle();

    assertThat(counts).isEmpty();
  }

  @Test
  void anOperationWithTooManyCallsCountsThemAllTheSame() {
    Context request = request();
    for (int i = 0; i < 1_005; i++) {
      call(request, "db.system.name", "h2").end();
    }
    calls.settle();
    Span.fromContext(request).end();
    calls.settle();

    assertThat(counts)
        .isEqualTo(
            Map.of(
                "GET CLIENT UNSET db.system.name=h2", 1_000,
                "other CLIENT UNSET db.system.name=h2", 5));
  }

  @Test
  void threadsThatMakeManyCallsSettleThemThemselvesAndEachCountsOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      threads.execute(
          () -> {
            for (int k = 0; k < 5_000; k++) {
              Context request = request();
              call(request, "db.system.name", "h2").end();
              Span.fromContext(request).end();
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(count("GET CLIENT UNSET db.system.name=h2"))
        .as("without anybody else who settles")
        .isPositive();
    calls.settle();
    calls.settle();

    assertThat(counts).isEqualTo(Map.of("GET CLIENT UNSET db.system.name=h2", 20_000));
  }

  @Test
  void callsThatAreTooManyAtATimeAreToldAsLost() {
    Context request = request();
    Span.fromContext(request).end();
    List<Span> going = new ArrayList<>();
    for (int i = 0; i < 20_003; i++) {
      going.add(call(request, "db.system.name", "h2"));
    }
    calls.settle();

    assertThat(calls.takeLost()).isEqualTo(3);
    assertThat(calls.takeLost()).isZero();
    going.forEach(Span::end);
    calls.settle();
    assertThat(counts).isEqualTo(Map.of("GET CLIENT UNSET db.system.name=h2", 20_000));
  }

  @Test
  void whatGoesOnForAnHourIsNotAwaited() {
    Context request = request();
    Span endless = call(request, "db.system.name", "h2");
    call(request, "db.system.name", "h2").end();
    calls.settle();
    clock.lateNanos.set(TimeUnit.MINUTES.toNanos(61));
    calls.settle();

    assertThat(calls.takeLost()).isEqualTo(1);
    assertThat(counts).isEqualTo(Map.of("other CLIENT UNSET db.system.name=h2", 1));
    call(request, "db.system.name", "h2").end();
    endless.end();
    Span.fromContext(request).end();
    calls.settle();
    assertThat(counts)
        .as("one more, made in what may never end, which then did")
        .isEqualTo(
            Map.of(
                "other CLIENT UNSET db.system.name=h2",
                1,
                "GET CLIENT UNSET db.system.name=h2",
                1));
  }

  @Test
  void whatWaitsAtTheEndCounts() {
    Context request = request();
    call(request, "db.system.name", "h2").end();
    calls.end();
    calls.end();

    assertThat(counts).isEqualTo(Map.of("other CLIENT UNSET db.system.name=h2", 1));
  }

  private static final class LateClock implements Clock {
    final AtomicLong lateNanos = new AtomicLong();

    @Override
    public long now() {
      return Clock.getDefault().now() + lateNanos.get();
    }

    @Override
    public long nanoTime() {
      return Clock.getDefault().nanoTime() + lateNanos.get();
    }
  }

  private int count(String group) {
    synchronized (calls) { // which counts
      return counts.getOrDefault(group, 0);
    }
  }

  private Context request() {
    Span span =
        telemetry
            .getTracer("test")
            .spanBuilder("GET")
            .setSpanKind(SpanKind.SERVER)
            .setNoParent()
            .startSpan();
    return Context.root().with(span).with(LOCAL_ROOT, span);
  }

  private Context inner(Context parent) {
    Span step = telemetry.getTracer("test").spanBuilder("step").setParent(parent).startSpan();
    step.end();
    return parent.with(step);
  }

  private Span call(Context parent, String... attributes) {
    Span call =
        telemetry
            .getTracer("test")
            .spanBuilder("call")
            .setSpanKind(SpanKind.CLIENT)
            .setParent(parent)
            .startSpan();
    for (int i = 0; i < attributes.length; i += 2) {
      call.setAttribute(attributes[i], attributes[i + 1]);
    }
    return call;
  }

  private static String text(Attributes group) {
    StringBuilder text = new StringBuilder();
    text.append(group.get(AttributeKey.stringKey("span.name")));
    text.append(group.get(AttributeKey.stringKey("span.kind")).replace("SPAN_KIND_", " "));
    text.append(group.get(AttributeKey.stringKey("status.code")).replace("STATUS_CODE_", " "));
    group.forEach(
        (key, value) -> {
          if (!key.getKey().startsWith("span.") && !key.getKey().equals("status.code")) {
            text.append(' ').append(key.getKey()).append('=').append(value);
          }
        });
    return text.toString();
  }
}
