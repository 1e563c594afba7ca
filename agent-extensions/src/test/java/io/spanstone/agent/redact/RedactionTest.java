package io.spanstone.agent.redact;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.api.common.AttributeKey.valueKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a real SDK exports through it. */
class RedactionTest {

  private static final String JWT = "eyJhbGciOi.eyJzdWIi.c2ln";

  private static final List<String> METRICS =
      List.of("plain", "exponential", "longs", "calls", "seconds", "level", "depth");

  @Test
  void takesSecretsOutOfEveryPartOfASpan() {
    SpanData span =
        exported(
            config(),
            started -> {
              started.updateName("GET https://bob:x@host/");
              started.setAttribute(stringArrayKey("http.request.header.x-api-key"), List.of("k1"));
              started.setAttribute(stringArrayKey("words"), Arrays.asList(null, "--password", "x"));
              started.setAttribute("url.query", "page=2&access_token=abc");
              started.setAttribute("db.query.text", "AUTH bob hunter2");
              started.setAttribute("session.otp", 123456);
              started.setAttribute(doubleKey("user.cvv"), 123.0);
              started.setAttribute("has.password", true);
              started.setAttribute("gen_ai.usage.output_tokens", 17);
              started.recordException(new IllegalStateException("bad token=abc"));
              started.addLink(
                  SpanContext.create(
                      "0af7651916cd43dd8448eb211c80319c",
                      "00000000000000aa",
                      TraceFlags.getSampled(),
                      TraceState.getDefault()),
                  Attributes.of(stringKey("password"), "x"));
              started.setStatus(StatusCode.ERROR, "login with " + JWT);
            });

    assertThat(span.getName()).isEqualTo("GET https://REDACTED@host/");
    assertThat(span.getAttributes().asMap())
        .containsEntry(stringArrayKey("http.request.header.x-api-key"), List.of("REDACTED"))
        .containsEntry(
            stringArrayKey("words"), Arrays.asList(null, "--password", SecretText.REDACTED))
        .containsEntry(stringKey("url.query"), "page=2&access_token=REDACTED")
        .containsEntry(stringKey("db.query.text"), "AUTH REDACTED")
        .containsEntry(stringKey("session.otp"), "REDACTED")
        .containsEntry(stringKey("user.cvv"), "REDACTED")
        .containsEntry(longKey("gen_ai.usage.output_tokens"), 17L)
        .hasSize(8);
    Attributes exception = span.getEvents().get(0).getAttributes();
    assertThat(exception.get(stringKey("exception.message"))).isEqualTo("bad token=REDACTED");
    assertThat(exception.get(stringKey("exception.stacktrace")))
        .startsWith("java.lang.IllegalStateException: bad token=REDACTED\n")
        .contains("at " + RedactionTest.class.getName());
    assertThat(span.getLinks().get(0).getAttributes().get(stringKey("password")))
        .isEqualTo("REDACTED");
    assertThat(span.getStatus().getDescription()).isEqualTo("login with REDACTED");
    assertThat(span.getTotalAttributeCount()).isEqualTo(8);
  }

  @Test
  void givesOnWhatHasNoSecretsAsItIs() {
    SpanData span =
        exported(
            config(),
            started -> {
              started.setAttribute("http.route", "/orders/{id}");
              started.addEvent("read");
            });

    assertThat(span).isNotInstanceOf(RedactedSpan.class);
  }

  @Test
  void takesSecretsOutOfLogs() {
    List<LogRecordData> logs = new ArrayList<>();
    try (SdkLoggerProvider loggers =
        SdkLoggerProvider.builder()
            .addLogRecordProcessor(
                SimpleLogRecordProcessor.create(new Redaction().before(new Logs(logs), config())))
            .build()) {
      loggers.get("test").logRecordBuilder().setBody("Authorization: Bearer x y").emit();
      loggers
          .get("test")
          .logRecordBuilder()
          .setBody(
              Value.of(
                  KeyValue.of("password", Value.of("x")),
                  KeyValue.of("note", Value.of(Value.of("token=x"), Value.of(17))),
                  KeyValue.of("next_token", Value.of("token=kept"))))
          .setAttribute(stringKey("mdc.userToken"), "x")
          .setAttribute(valueKey("nested"), Value.of(KeyValue.of("secret", Value.of(17))))
          .emit();
      loggers.get("test").logRecordBuilder().setBody("fine").emit();
    }

    assertThat(logs.get(0).getBodyValue()).isEqualTo(Value.of("Authorization: Bearer REDACTED y"));
    assertThat(logs.get(1).getBodyValue())
        .isEqualTo(
            Value.of(
                KeyValue.of("password", Value.of("REDACTED")),
                KeyValue.of("note", Value.of(Value.of("token=REDACTED"), Value.of(17))),
                KeyValue.of("next_token", Value.of("token=kept"))));
    assertThat(logs.get(1).getAttributes().asMap())
        .containsEntry(stringKey("mdc.userToken"), "REDACTED")
        .containsEntry(valueKey("nested"), Value.of(KeyValue.of("secret", Value.of("REDACTED"))));
    assertThat(logs.get(2)).isNotInstanceOf(RedactedLogRecord.class);
  }

  @Test
  void takesSecretsOutOfExemplars() {
    List<MetricData> metrics = new ArrayList<>();
    View routes = View.builder().setAttributeFilter(Set.of("route")).build();
    View exponential =
        View.builder()
            .setAttributeFilter(Set.of("route"))
            .setAggregation(Aggregation.base2ExponentialBucketHistogram())
            .build();
    SdkMeterProviderBuilder builder = SdkMeterProvider.builder();
    for (String name : METRICS) {
      builder.registerView(
          InstrumentSelector.builder().setName(name).build(),
          name.equals("exponential") ? exponential : routes);
    }
    try (SdkMeterProvider meters =
        builder
            .registerMetricReader(
                PeriodicMetricReader.create(new Redaction().before(new Metrics(metrics), config())))
            .build()) {
      Attributes attributes =
          Attributes.of(stringKey("route"), "/pay", stringKey("url.query"), "token=x");
      Context.root().with(sampledSpan()).wrap(() -> recordOneOfEach(meters, attributes)).run();
    }

    assertThat(metrics)
        .extracting(MetricData::getName)
        .containsExactlyInAnyOrderElementsOf(METRICS);
    assertThat(metrics.stream().flatMap(RedactionTest::exemplars))
        .hasSameSizeAs(METRICS)
        .allSatisfy(
            exemplar ->
                assertThat(exemplar.getFilteredAttributes())
                    .isEqualTo(Attributes.of(stringKey("url.query"), "token=REDACTED")));
    assertThat(metrics.stream().flatMap(RedactionTest::points))
        .allSatisfy(
            point ->
                assertThat(point.getAttributes())
                    .isEqualTo(Attributes.of(stringKey("route"), "/pay")));
    assertThat(metrics.toString()).doesNotContain("token=x");
  }

  private static void recordOneOfEach(SdkMeterProvider meters, Attributes attributes) {
    Meter meter = meters.get("test");
    meter.histogramBuilder("plain").build().record(1.5, attributes);
    meter.histogramBuilder("exponential").build().record(1.5, attributes);
    meter.histogramBuilder("longs").ofLongs().build().record(3, attributes);
    meter.counterBuilder("calls").build().add(2, attributes);
    meter.counterBuilder("seconds").ofDoubles().build().add(2.5, attributes);
    meter.gaugeBuilder("level").build().set(0.5, attributes);
    meter.gaugeBuilder("depth").ofLongs().build().set(4, attributes);
  }

  @Test
  void takesSecretsOutOfTheCommandLine() {
    Resource resource =
        new Redaction()
            .of(
                Resource.create(
                    Attributes.of(
                        stringArrayKey("process.command_args"),
                        List.of(
                            "java",
                            "-Ddb.password=x",
                            "--api-key",
                            "k",
                            "--token",
                            "-v",
                            "shop.jar"),
                        stringKey("service.name"),
                        "shop")),
                config());

    assertThat(resource.getAttribute(stringArrayKey("process.command_args")))
        .containsExactly(
            "java", "-Ddb.password=REDACTED", "--api-key", "REDACTED", "--token", "-v", "shop.jar");
    assertThat(resource.getAttribute(stringKey("service.name"))).isEqualTo("shop");
  }

  @Test
  void doesAsItsSettingsSay() {
    Consumer<Span> filled =
        span -> {
          span.setAttribute("customer.iban", "DE1");
          span.setAttribute("session_token", "s1 " + JWT);
          span.setAttribute("note", "ACME-17 " + JWT);
        };

    assertThat(attributes(config("spanstone.redact.enabled", "false"), filled))
        .isEqualTo(attributes("DE1", "s1 " + JWT, "ACME-17 " + JWT));
    assertThat(attributes(config(), filled))
        .isEqualTo(attributes("DE1", "REDACTED", "ACME-17 REDACTED"));
    assertThat(
            attributes(
                config(
                    "spanstone.redact.names", "iban",
                    "spanstone.redact.keep", "session_token",
                    "spanstone.redact.pattern", "ACME-\\d+",
                    "spanstone.redact.detectors", "cards"),
                filled))
        .isEqualTo(attributes("REDACTED", "s1 " + JWT, "REDACTED " + JWT));
  }

  @Test
  void refusesSettingsThatWouldHideLessThanTheUserWants() {
    assertRefused("spanstone.redact.pattern", "(", "missing");
    assertRefused("spanstone.redact.names", "a,17", "\"17\" is no name");
    assertRefused("spanstone.redact.keep", "*", "\"*\" is no name");
    assertRefused("spanstone.redact.detectors", "jwt,card", "\"card\" is none of names, url-cred");
  }

  private static void assertRefused(String key, String value, String reason) {
    SpanExporter exporter = new Spans(new ArrayList<>());
    assertThatThrownBy(() -> new Redaction().before(exporter, config(key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(reason);
  }

  private static Attributes attributes(ConfigProperties config, Consumer<Span> fill) {
    return Attributes.builder().putAll(exported(config, fill).getAttributes()).build();
  }

  private static Attributes attributes(String iban, String sessionToken, String note) {
    return Attributes.of(
        stringKey("customer.iban"), iban,
        stringKey("session_token"), sessionToken,
        stringKey("note"), note);
  }

  private static ConfigProperties config(String... keysAndValues) {
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return DefaultConfigProperties.createFromMap(settings);
  }

  private static SpanData exported(ConfigProperties config, Consumer<Span> fill) {
    List<SpanData> spans = new ArrayList<>();
    try (SdkTracerProvider tracers =
        SdkTracerProvider.builder()
            .addSpanProcessor(
                SimpleSpanProcessor.create(new Redaction().before(new Spans(spans), config)))
            .build()) {
      Span span = tracers.get("test").spanBuilder("call").startSpan();
      fill.accept(span);
      span.end();
    }
    return spans.get(0);
  }

  private static Span sampledSpan() {
    return Span.wrap(
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "00000000000000aa",
            TraceFlags.getSampled(),
            TraceState.getDefault()));
  }

  private static Stream<? extends PointData> points(MetricData metric) {
    return metric.getData().getPoints().stream();
  }

  private static Stream<? extends ExemplarData> exemplars(MetricData metric) {
    return points(metric).flatMap(point -> point.getExemplars().stream());
  }

  private record Spans(List<SpanData> kept) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      kept.addAll(spans);
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
  }

  private record Logs(List<LogRecordData> kept) implements LogRecordExporter {
    @Override
    public CompletableResultCode export(Collection<LogRecordData> logs) {
      kept.addAll(logs);
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
  }

  private record Metrics(List<MetricData> kept) implements MetricExporter {
    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      kept.addAll(metrics);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
