package io.spanstone.agent.otlp;

import static io.spanstone.agent.otlp.ValueArbitraries.attributes;
import static io.spanstone.agent.otlp.ValueArbitraries.texts;
import static io.spanstone.agent.otlp.ValueArbitraries.values;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Whatever a real SDK makes of what the API is called with, with limits that are soon reached. */
final class TelemetryArbitraries {

  private static final int MAX_ATTRIBUTES = ValueArbitraries.MOST_ATTRIBUTES - 2;
  private static final int MAX_EVENTS = 3;
  private static final int MAX_LINKS = 2;

  private static final List<Resource> RESOURCES =
      List.of(
          Resource.empty(),
          Resource.create(Attributes.builder().put("service.name", "sh漢p").put("n", 0).build()),
          Resource.create(Attributes.empty(), "https://schema.example"));

  private static final List<InstrumentationScopeInfo> SCOPES =
      List.of(
          InstrumentationScopeInfo.empty(),
          InstrumentationScopeInfo.create("tomcat"),
          InstrumentationScopeInfo.builder("jdbc")
              .setVersion("2.31")
              .setSchemaUrl("https://schema.example/1")
              .setAttributes(Attributes.builder().put("a", true).build())
              .build());

  private static final AtomicReference<SpanData> ended = new AtomicReference<>();
  private static final AtomicReference<LogRecordData> emitted = new AtomicReference<>();

  private static final SdkTracerProvider TRACERS =
      SdkTracerProvider.builder()
          .setSampler(Sampler.alwaysOn())
          .setSpanLimits(
              SpanLimits.builder()
                  .setMaxNumberOfAttributes(MAX_ATTRIBUTES)
                  .setMaxNumberOfAttributesPerEvent(2)
                  .setMaxNumberOfAttributesPerLink(2)
                  .setMaxNumberOfEvents(MAX_EVENTS)
                  .setMaxNumberOfLinks(MAX_LINKS)
                  .build())
          .addSpanProcessor(new LastSpan(ended))
          .build();

  private static final List<SdkLoggerProvider> LOGGERS =
      RESOURCES.stream()
          .map(
              resource ->
                  SdkLoggerProvider.builder()
                      .setResource(resource)
                      .setLogLimits(
                          () ->
                              LogLimits.builder().setMaxNumberOfAttributes(MAX_ATTRIBUTES).build())
                      .addLogRecordProcessor(
                          (Context context, ReadWriteLogRecord log) ->
                              emitted.set(log.toLogRecordData()))
                      .build())
          .toList();

  private TelemetryArbitraries() {}

  static Arbitrary<SpanData> spans() {
    Arbitrary<Consumer<SpanBuilder>> started =
        Combinators.combine(
                Arbitraries.of(SpanKind.class),
                ValueArbitraries.contexts(),
                attributes(),
                ValueArbitraries.contexts().list().ofMaxSize(MAX_LINKS + 1),
                Arbitraries.longs().between(0, Long.MAX_VALUE / 2))
            .as(
                (kind, parent, attributes, links, start) ->
                    builder -> {
                      builder.setSpanKind(kind).setAllAttributes(attributes);
                      builder.setParent(Context.root().with(Span.wrap(parent)));
                      builder.setStartTimestamp(start, TimeUnit.NANOSECONDS);
                      links.forEach(link -> builder.addLink(link, attributes));
                    });
    Arbitrary<Consumer<Span>> lived =
        Combinators.combine(
                attributes().list().ofMaxSize(MAX_EVENTS + 1),
                texts(),
                Arbitraries.of(StatusCode.class),
                texts())
            .as(
                (events, event, status, description) ->
                    span -> {
                      events.forEach(attributes -> span.addEvent(event, attributes));
                      span.setStatus(status, description);
                    });
    return Combinators.combine(
            texts(), started, lived, Arbitraries.of(RESOURCES), Arbitraries.of(SCOPES))
        .as(TelemetryArbitraries::span);
  }

  static Arbitrary<LogRecordData> logRecords() {
    Arbitrary<Logger> loggers =
        Combinators.combine(Arbitraries.of(LOGGERS), Arbitraries.of(SCOPES))
            .as((provider, scope) -> provider.get(scope.getName()));
    Arbitrary<Consumer<LogRecordBuilder>> times =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
            .as(
                (time, observed) ->
                    builder ->
                        builder
                            .setTimestamp(time, TimeUnit.NANOSECONDS)
                            .setObservedTimestamp(observed, TimeUnit.NANOSECONDS));
    return Combinators.combine(
            loggers,
            times,
            Arbitraries.of(Severity.class).injectNull(0.2),
            texts().injectNull(0.2),
            values(3).injectNull(0.2),
            attributes(),
            ValueArbitraries.contexts(),
            texts().injectNull(0.5))
        .as(
            (logger, time, severity, text, body, attributes, context, event) -> {
              LogRecordBuilder builder = logger.logRecordBuilder();
              time.accept(builder);
              builder.setContext(Context.root().with(Span.wrap(context)));
              builder.setAllAttributes(attributes);
              if (severity != null) {
                builder.setSeverity(severity);
              }
              if (text != null) {
                builder.setSeverityText(text);
              }
              if (body != null) {
                builder.setBody(body);
              }
              if (event != null) {
                builder.setEventName(event);
              }
              builder.emit();
              return emitted.get();
            });
  }

  private static SpanData span(
      String name,
      Consumer<SpanBuilder> started,
      Consumer<Span> lived,
      Resource resource,
      InstrumentationScopeInfo scope) {
    SpanBuilder builder = TRACERS.get("test").spanBuilder(name);
    started.accept(builder);
    Span span = builder.startSpan();
    lived.accept(span);
    span.end();
    return new Placed(ended.get(), resource, scope);
  }

  private record LastSpan(AtomicReference<SpanData> ended) implements SpanProcessor {
    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ended.set(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  private static final class Placed extends DelegatingSpanData {
    private final Resource resource;
    private final InstrumentationScopeInfo scope;

    Placed(SpanData span, Resource resource, InstrumentationScopeInfo scope) {
      super(span);
      this.resource = resource;
      this.scope = scope;
    }

    @Override
    public Resource getResource() {
      return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
      return scope;
    }
  }
}
