package io.spanstone.agent.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Attributes and values of all types, texts in all of Unicode, and ids of spans. */
final class ValueArbitraries {

  static final int MOST_ATTRIBUTES = 8;

  private ValueArbitraries() {}

  static Arbitrary<SpanContext> contexts() {
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
        .ofMaxSize(MOST_ATTRIBUTES)
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

  static Arbitrary<Value<?>> values(int depth) {
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
  static Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.strings().ascii().ofMaxLength(20)),
        Tuple.of(2, Arbitraries.strings().ascii().ofMinLength(115).ofMaxLength(140)),
        Tuple.of(4, Arbitraries.strings().withChars("a\0é漢\uD83D\uDE00\uFFFF").ofMaxLength(60)),
        Tuple.of(
            4,
            Arbitraries.of("password", "otp", "next_token", "GET /?token=abc", "Bearer abcdefgh")),
        Tuple.of(1, Arbitraries.just("x".repeat(20_000))));
  }
}
