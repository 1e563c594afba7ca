package io.spanstone.agent.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
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
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Whatever a real SDK makes of what the API is called with, with limits that are soon reached. */
final class TelemetryArbitraries {

  private static final int MAX_ATTRIBUTES = 6;
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
                contexts(),
                attributes(),
                contexts().list().ofMaxSize(MAX_LINKS + 1),
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
            contexts(),
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

  private static Arbitrary<SpanContext> contexts() {
    return Combinators.combine(
            ids(32), ids(16), Arbitraries.bytes(), states(), Arbitraries.of(true, false))
        .as(
            (trace, span, flags, state, remote) ->
                remote
                    ? SpanContext.createFromRemoteParent(
                        trace, span, TraceFlags.fromByte(flags), state)
                    : SpanContext.create(trace, span, TraceFlags.fromByte(flags), state))
        .injectNull(0.1)
        .map(context -> context == null ? SpanContext.getInvalid() : context);
  }

  private static Arbitrary<String> ids(int digits) {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(digits);
  }

  private static Arbitrary<TraceState> states() {
    return Arbitraries.maps(
            Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(5),
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(40))
        .ofMaxSize(3)
        .map(
            members -> {
              var state = TraceState.builder();
              members.forEach(state::put);
              return state.build();
            });
  }

  static Arbitrary<Attributes> attributes() {
    return attribute()
        .list()
        .ofMaxSize(MAX_ATTRIBUTES + 2)
        .map(
            all -> {
              AttributesBuilder attributes = Attributes.builder();
              all.forEach(each -> each.accept(attributes));
              return attributes.build();
            });
  }

  private static Arbitrary<Consumer<AttributesBuilder>> attribute() {
    return Arbitraries.oneOf(
        put(AttributeKey::stringKey, texts()),
        put(AttributeKey::booleanKey, Arbitraries.of(true, false)),
        put(AttributeKey::longKey, Arbitraries.longs()),
        put(AttributeKey::doubleKey, doubles()),
        put(AttributeKey::stringArrayKey, texts().list().ofMaxSize(4)),
        put(AttributeKey::booleanArrayKey, Arbitraries.of(true, false).list().ofMaxSize(4)),
        put(AttributeKey::longArrayKey, Arbitraries.longs().list().ofMaxSize(4)),
        put(AttributeKey::doubleArrayKey, doubles().list().ofMaxSize(4)),
        put(AttributeKey::valueKey, values(2)));
  }

  private static <T> Arbitrary<Consumer<AttributesBuilder>> put(
      Function<String, AttributeKey<T>> key, Arbitrary<? extends T> value) {
    return Combinators.combine(texts(), value)
        .as(
            (name, any) ->
                attributes -> { // one name for two types would be one after redaction
                  String unique = any.getClass().getSimpleName() + '.' + name;
                  attributes.put(key.apply(unique), any);
                });
  }

  private static Arbitrary<Value<?>> values(int depth) {
    Arbitrary<Value<?>> simple =
        Arbitraries.oneOf(
            texts().map(Value::of),
            Arbitraries.of(true, false).map(Value::of),
            Arbitraries.longs().map(Value::of),
            doubles().map(Value::of),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(200).map(Value::of),
            Arbitraries.just(Value.empty()));
    if (depth == 0) {
      return simple;
    }
    return Arbitraries.oneOf(
        simple,
        values(depth - 1).list().ofMaxSize(3).map(Value::of),
        Combinators.combine(texts(), values(depth - 1))
            .as(KeyValue::of)
            .array(KeyValue[].class)
            .ofMaxSize(3)
            .map(Value::of));
  }

  private static Arbitrary<Double> doubles() {
    return Arbitraries.oneOf(
        Arbitraries.doubles(),
        Arbitraries.of(0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE));
  }

  /** Of all widths of UTF-8, whole surrogates and halves, and about where a length grows a byte. */
  private static Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.strings().ascii().ofMaxLength(20)),
        Tuple.of(2, Arbitraries.strings().ascii().ofMinLength(115).ofMaxLength(140)),
        Tuple.of(4, Arbitraries.strings().withChars("a\0é漢\uD83D\uDE00\uFFFF").ofMaxLength(60)),
        Tuple.of(
            4,
            Arbitraries.of("password", "otp", "next_token", "GET /?token=abc", "Bearer abcdefgh")),
        Tuple.of(1, Arbitraries.just("x".repeat(20_000))));
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
