package io.spanstone.agent;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.spanstone.agent.guard.Guards;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real SDK with our processor. */
class GuardedCallProcessorTest {

  private final Kept kept = new Kept();
  private OpenTelemetrySdk sdk;

  @BeforeEach
  void start() {
    sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder().addSpanProcessor(new GuardedCallProcessor()).build())
            .setMeterProvider(
                SdkMeterProvider.builder()
                    .registerMetricReader(PeriodicMetricReader.create(kept))
                    .build())
            .build();
    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(sdk);
  }

  @AfterEach
  void stop() {
    GlobalOpenTelemetry.resetForTest();
    sdk.close();
  }

  @Test
  void learnsFromTheMetadataOfGrpcWhoAnswered() {
    Tracer tracer = sdk.getTracer("test");
    Supplier<String> state = () -> "closed";
    Object breaker = Guards.register("circuit_breaker", "test", "payment", state);
    Span request = tracer.spanBuilder("order").startSpan();
    try (Scope current = request.makeCurrent()) {
      assertThat(current).isNotNull();
      Guards.begin(breaker);
      Span call = tracer.spanBuilder("Payment/Pay").setSpanKind(SpanKind.CLIENT).startSpan();
      call.setAttribute("server.address", "10.0.0.1");
      call.setAttribute(
          stringArrayKey("rpc.response.metadata.spanstone-service"), List.of("payment"));
      call.end();
      Guards.called(breaker, "success");
    }
    request.end();

    assertThat(sdk.getSdkMeterProvider().forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
        .isTrue();
    assertThat(kept.metrics)
        .filteredOn(metric -> metric.getName().equals("circuit_breaker.calls"))
        .flatExtracting(metric -> metric.getLongSumData().getPoints())
        .extracting(point -> point.getAttributes().get(stringKey("peer.service")))
        .containsExactly("payment");
  }

  private static final class Kept implements MetricExporter {
    private final List<MetricData> metrics = new CopyOnWriteArrayList<>();

    @Override
    public CompletableResultCode export(Collection<MetricData> exported) {
      metrics.addAll(exported);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType instrument) {
      return AggregationTemporality.CUMULATIVE;
    }
  }
}
