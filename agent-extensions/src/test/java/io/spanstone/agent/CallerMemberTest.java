package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Caller and callee with a real SDK each, and nothing but headers between them. */
class CallerMemberTest {

  private static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
          return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
          return carrier.get(key);
        }
      };

  private final TextMapPropagator propagator =
      CallerPropagator.of(W3CTraceContextPropagator.getInstance());
  private final SdkTracerProvider tracers =
      SdkTracerProvider.builder().addSpanProcessor(new CallerSpanProcessor()).build();

  @BeforeEach
  void beAService() {
    iAm("shop", "order");
  }

  @Test
  void tellsTheCalleeWhoCalls() {
    Span client = client(Context.root());
    Map<String, String> headers = inject(client);

    assertThat(headers.get("tracestate"))
        .isEqualTo("spanstone=" + client.getSpanContext().getSpanId() + ";shop/order");
    ReadableSpan server = receive(headers, SpanKind.SERVER);
    assertThat(caller(server)).isEqualTo("shop|order|null");
    assertThat(server.getSpanContext().getTraceState().isEmpty()).as("goes no further").isTrue();
    assertThat(caller(receive(headers, SpanKind.INTERNAL))).isEqualTo("null|null|null");
  }

  @Test
  void namesEachCallerInTurn() {
    Map<String, String> first = inject(client(Context.root()));
    Context inStock = propagator.extract(Context.root(), first, GETTER);
    iAm("", "stock");
    Span server = span(inStock, SpanKind.SERVER);

    Map<String, String> second = inject(client(inStock.with(server)));

    assertThat(second.get("tracestate")).doesNotContain("order").matches("spanstone=\\w{16};stock");
    assertThat(caller(receive(second, SpanKind.SERVER))).isEqualTo("null|stock|null");
  }

  @Test
  void believesNoMemberOfAnotherSpan() {
    Map<String, String> headers = inject(client(Context.root()));
    // A service without our agent in between has spans of its own, and forwards what it got.
    String foreign = headers.get("traceparent").replaceAll("-\\w{16}-", "-00000000000000aa-");
    headers.put("traceparent", foreign);

    ReadableSpan server = receive(headers, SpanKind.SERVER);

    assertThat(server.getParentSpanContext().getSpanId()).isEqualTo("00000000000000aa");
    assertThat(caller(server)).isEqualTo("null|null|null");
  }

  @Test
  void believesNothingThatIsNotWhatWeWrite() {
    String id = "00000000000000aa";
    for (String value :
        new String[] {
          "", id, id + ";", id + "a;b", id + ";%", id + ";a%4", id + ";%zz", id + ";/", id + ";%2f%"
        }) {
      Map<String, String> headers = new HashMap<>();
      headers.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-" + id + "-01");
      headers.put("tracestate", "spanstone=" + value);

      assertThat(caller(receive(headers, SpanKind.SERVER))).as(value).isEqualTo("null|null|null");
    }
  }

  @Test
  void readsAMemberAloneAsItDoesAmongOthers() {
    String id = "00000000000000aa";
    for (String rest :
        new String[] {
          "",
          ";",
          ";shop",
          ";a/b",
          ";b;12",
          ";b;x",
          ";b=c",
          ";b\u0001",
          ";é",
          ";b ",
          " ;b",
          ";" + "x".repeat(239),
          ";" + "x".repeat(240)
        }) {
      Map<String, String> headers = new HashMap<>();
      headers.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-" + id + "-01");
      headers.put("tracestate", "spanstone=" + id + rest);
      String alone = caller(receive(headers, SpanKind.CONSUMER));
      assertThat(propagator.extract(Context.root(), headers, GETTER))
          .extracting(context -> Span.fromContext(context).getSpanContext().getTraceState())
          .isEqualTo(TraceState.getDefault());

      headers.put("tracestate", "vendor=v,spanstone=" + id + rest);
      assertThat(alone).as(rest).isEqualTo(caller(receive(headers, SpanKind.CONSUMER)));
    }
  }

  @Test
  void writesEveryNameSoThatItFits() {
    for (String name : new String[] {"a/b", "订单", "x;y=z,é %", "ab-_.~9"}) {
      iAm("名/字", name);
      Map<String, String> headers = inject(client(Context.root()));

      assertThat(headers.get("tracestate")).matches("spanstone=\\w{16};[%\\w.~-]+/[%\\w.~-]+");
      assertThat(caller(receive(headers, SpanKind.SERVER))).isEqualTo("名/字|" + name + "|null");
    }
  }

  @Test
  void leavesOutANameThatDoesNotFitButNoStaleOneIn() {
    Map<String, String> received = inject(client(Context.root()));
    iAm("", "x".repeat(239));
    assertThat(inject(client(Context.root())).get("tracestate"))
        .hasSize(256 + "spanstone=".length());
    iAm("", "x".repeat(240));

    Context context = propagator.extract(Context.root(), received, GETTER);

    assertThat(inject(client(context))).doesNotContainKey("tracestate");
  }

  @Test
  void takesNoMembersOfOthersFromSpansOfTheCallee() {
    Map<String, String> headers = inject(client(Context.root()));
    headers.compute("tracestate", (key, own) -> "a=1," + own + ",b=2");

    ReadableSpan server = receive(headers, SpanKind.SERVER);

    assertThat(caller(server)).isEqualTo("shop|order|null");
    assertThat(server.getSpanContext().getTraceState().asMap())
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
    Context below = propagator.extract(Context.root(), headers, GETTER).with((Span) server);
    assertThat(caller((ReadableSpan) span(below, SpanKind.CONSUMER)))
        .as("not of a span below")
        .isEqualTo("null|null|null");
  }

  @Test
  void preservesTheMembersOfOthers() {
    for (int others : new int[] {1, 31, 32}) {
      TraceStateBuilder state = TraceState.builder();
      for (int i = 0; i < others; i++) {
        state.put("vendor" + i, "v" + i);
      }
      SpanContext remote =
          SpanContext.createFromRemoteParent(
              "0af7651916cd43dd8448eb211c80319c",
              "00000000000000aa",
              TraceFlags.getSampled(),
              state.build());
      String sent = inject(client(Context.root().with(Span.wrap(remote)))).get("tracestate");

      assertThat(sent.split(",", -1)).hasSize(Math.min(32, others + 1));
      assertThat(sent.contains("spanstone=")).isEqualTo(others < 32);
      for (int i = 0; i < others; i++) {
        assertThat(sent.split(",", -1)).contains("vendor" + i + "=v" + i);
      }
    }
  }

  @Test
  void replacesItsOwnMemberAmong32() {
    TraceStateBuilder state = TraceState.builder();
    for (int i = 0; i < 31; i++) {
      state.put("vendor" + i, "v");
    }
    state.put("spanstone", "00000000000000bb;old");
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c",
            "00000000000000aa",
            TraceFlags.getSampled(),
            state.build());

    String sent = inject(client(Context.root().with(Span.wrap(remote)))).get("tracestate");

    assertThat(sent.split(",", -1)).hasSize(32);
    assertThat(sent).contains(";shop/order").doesNotContain("old");
  }

  @Test
  void saysWhenAMessageWasSent() {
    long before = System.currentTimeMillis();
    Map<String, String> headers = inject(span(Context.root(), SpanKind.PRODUCER));
    long after = System.currentTimeMillis();

    ReadableSpan consumer = receive(headers, SpanKind.CONSUMER);

    assertThat(caller(consumer)).startsWith("shop|order|");
    assertThat(consumer.getAttribute(AttributeKey.longKey("caller.sent_unix_milli")))
        .isBetween(before, after);
  }

  @Test
  void namesTheCallerOfUnsampledSpans() {
    SpanContext unsampled =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "00000000000000aa",
            TraceFlags.getDefault(),
            TraceState.getDefault());

    assertThat(inject(Span.wrap(unsampled)))
        .containsEntry("tracestate", "spanstone=00000000000000aa;shop/order");
    assertThat(inject(Span.getInvalid())).isEmpty();
  }

  private static void iAm(String namespace, String name) {
    ServiceIdentity.set(
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.namespace"), namespace,
                AttributeKey.stringKey("service.name"), name)));
  }

  private Span client(Context context) {
    return span(context, SpanKind.CLIENT);
  }

  private Span span(Context context, SpanKind kind) {
    return tracers.get("test").spanBuilder("call").setSpanKind(kind).setParent(context).startSpan();
  }

  private Map<String, String> inject(Span span) {
    Map<String, String> headers = new HashMap<>();
    propagator.inject(Context.root().with(span), headers, Map::put);
    return headers;
  }

  private ReadableSpan receive(Map<String, String> headers, SpanKind kind) {
    return (ReadableSpan) span(propagator.extract(Context.root(), headers, GETTER), kind);
  }

  private static String caller(ReadableSpan span) {
    return span.getAttribute(AttributeKey.stringKey("caller.namespace"))
        + "|"
        + span.getAttribute(AttributeKey.stringKey("caller.service"))
        + "|"
        + span.getAttribute(AttributeKey.longKey("caller.sent_unix_milli"));
  }
}
