package io.spanstone.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.otlp.WireWriter;
import io.spanstone.pattern.SpanNameTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlockPackerTest {
  private static final Instant CREATED = Instant.parse("2026-11-24T10:00:00Z");
  private static final BlockLimits SMALL = new BlockLimits(20, 10, 1 << 20, 1);

  private record Located(Resource resource, Span span) {}

  @Property(tries = 100)
  void whatIsPackedIsReadBack(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int services,
      @ForAll @IntRange(min = 1, max = 60) int maxRecords,
      @ForAll @IntRange(min = 0, max = 60) int minOwnRecords) {
    List<TracesData> requests = requests(seed, services);
    BlockLimits limits = new BlockLimits(maxRecords, Math.min(minOwnRecords, maxRecords), 4096, 3);

    List<BlockDocument> blocks = pack(requests, limits);

    List<Located> packed = new ArrayList<>();
    for (BlockDocument block : blocks) {
      List<Located> records = locate(BlockContent.of(block).traces());
      assertThat(block.records()).isEqualTo(records.size()).isBetween(1, maxRecords);
      packed.addAll(records);
    }
    List<Located> sent = requests.stream().flatMap(request -> locate(request).stream()).toList();
    assertThat(packed).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void aLargePayloadThatDoesNotCompressIsReadBack() {
    byte[] noise = new byte[700_000];
    new Random(1).nextBytes(noise);
    TracesData.Builder sent = request("a", 1, CREATED).toBuilder();
    AnyValue value = AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(noise)).build();
    sent.getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .getSpansBuilder(0)
        .addAttributes(TestSpans.attribute("noise", value));

    List<BlockDocument> blocks = pack(List.of(sent.build()), BlockLimits.DEFAULT);

    assertThat(blocks).hasSize(1);
    assertThat(BlockContent.of(blocks.get(0)).traces()).isEqualTo(sent.build());
  }

  @Property(tries = 100)
  void aBlockHasTheTermsOfAllItsSpans(@ForAll long seed) {
    for (BlockDocument block : pack(requests(seed, 8), SMALL)) {
      BlockContent content = BlockContent.of(block);
      for (Located each : locate(content.traces())) {
        assertThat(content.words(BlockFields.TRACES))
            .contains(BlockTerms.traceId(Slice.of(each.span().getTraceId().toByteArray())));
        Service service = Service.ofResource(Slice.of(each.resource().toByteArray()));
        assertThat(content.strings(BlockFields.SERVICE))
            .contains(service.name(), service.qualifiedName());
        for (String term : terms(each)) {
          assertHasTerm(content, service, term, each.span().getStatus().getCodeValue() == 2);
        }
      }
    }
  }

  @Property(tries = 50)
  void aBlockHasNoTermThatNoSpanHas(@ForAll long seed) {
    for (BlockDocument block : pack(requests(seed, 8), SMALL)) {
      BlockContent content = BlockContent.of(block);
      List<String> ofAll = new ArrayList<>();
      List<String> ofErrors = new ArrayList<>();
      for (Located each : locate(content.traces())) {
        ofAll.addAll(terms(each));
        if (each.span().getStatus().getCodeValue() == SpanView.STATUS_ERROR) {
          ofErrors.addAll(terms(each));
        }
      }
      assertThat(content.words(BlockFields.TERMS)).doesNotHaveDuplicates().isSubsetOf(ofAll);
      assertThat(content.words(BlockFields.ERROR_TERMS)).isSubsetOf(ofErrors);
    }
  }

  @Property(tries = 50)
  void aBlockSumsUpItsSpans(@ForAll long seed) {
    for (BlockDocument block : pack(requests(seed, 8), SMALL)) {
      BlockContent content = BlockContent.of(block);
      List<Span> spans = locate(content.traces()).stream().map(Located::span).toList();
      assertThat(content.number(BlockFields.MIN_TIME))
          .isEqualTo(spans.stream().mapToLong(Span::getStartTimeUnixNano).min().orElseThrow());
      assertThat(content.number(BlockFields.MAX_TIME))
          .isEqualTo(spans.stream().mapToLong(Span::getStartTimeUnixNano).max().orElseThrow());
      assertThat(content.number(BlockFields.RECORDS)).isEqualTo(spans.size());
      assertThat(content.number(BlockFields.ERRORS))
          .isEqualTo(spans.stream().filter(s -> s.getStatus().getCodeValue() == 2).count());
      assertThat(content.number(BlockFields.MAX_DURATION))
          .isEqualTo(
              spans.stream()
                  .mapToLong(s -> s.getEndTimeUnixNano() - s.getStartTimeUnixNano())
                  .map(duration -> Math.max(duration, 0))
                  .max()
                  .orElseThrow());
    }
  }

  @Property(tries = 20)
  void theSameRequestsGiveTheSameBytes(@ForAll long seed) {
    List<TracesData> requests = requests(seed, 8);

    assertThat(pack(requests, SMALL)).isEqualTo(pack(requests, SMALL));
  }

  @Test
  void aServiceWithManySpansHasBlocksOfItsOwn() {
    TracesData request = request("big", 25, CREATED);
    TracesData small = request("small", 3, CREATED);
    TracesData other = request("other", 3, CREATED);

    List<BlockDocument> blocks = pack(List.of(request, small, other), SMALL);

    assertThat(blocks).extracting(BlockDocument::records).containsExactly(13, 12, 6);
    assertThat(blocks)
        .extracting(block -> BlockContent.of(block).strings(BlockFields.SERVICE))
        .containsExactly(List.of("big"), List.of("big"), List.of("other", "small"));
    assertThat(blocks)
        .extracting(block -> BlockContent.of(block).flag(BlockFields.SHARED))
        .containsExactly(false, false, true);
  }

  @Test
  void aBlockHoldsOnePeriodOnly() {
    Instant yesterday = CREATED.minus(Duration.ofDays(1));
    Instant tooOld = CREATED.minus(Duration.ofDays(30));
    Instant tooNew = CREATED.plus(Duration.ofDays(2));

    List<BlockDocument> blocks =
        pack(
            List.of(
                request("a", 1, CREATED),
                request("a", 2, yesterday),
                request("a", 4, tooOld),
                request("a", 8, tooNew)),
            SMALL);

    assertThat(blocks)
        .extracting(BlockDocument::period)
        .containsExactly(
            Instant.parse("2026-11-24T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"));
    assertThat(blocks).extracting(BlockDocument::records).containsExactly(13, 2);
  }

  @Test
  void aValueGivenInPiecesIsFoundAsTheirMerger() {
    byte[] request = request("a", 1, CREATED).toByteArray();
    byte[] pieces = {10, 1, 'k', 18, 3, 10, 1, 'v', 18, 2, 24, 7};
    WireWriter span = new WireWriter(1000);
    span.fields(Slice.of(span(CREATED).toByteArray()));
    span.bytes(9, Slice.of(pieces));
    WireWriter more = new WireWriter(10_000);
    more.fields(Slice.of(request));
    int resource = more.begin(1);
    int scope = more.begin(2);
    more.bytes(2, span.written());
    more.end(scope);
    more.end(resource);

    try (BlockPacker packer = packer(SMALL)) {
      packer.add(more.written());
      BlockContent block = BlockContent.of(packer.finish().get(0));
      assertThat(block.words(BlockFields.TERMS)).contains("k=7");
    }
  }

  @Test
  void aHugeSpanIsABlockOfItsOwn() {
    BlockLimits limits = new BlockLimits(100, 1, 1000, 1);
    TracesData huge = request("a".repeat(2000), 1, CREATED);
    TracesData withHugeSpan =
        huge.toBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .addSpans(span(CREATED))
                            .addSpans(span(CREATED).toBuilder().setName("n".repeat(5000)))
                            .addSpans(span(CREATED))))
            .build();

    assertThat(pack(List.of(withHugeSpan), limits))
        .extracting(BlockDocument::records)
        .containsExactly(1, 1, 1, 1);
  }

  @Test
  void ofAMalformedRequestNothingIsAdded() {
    byte[] good = request("a", 2, CREATED).toByteArray();
    byte[] cut = java.util.Arrays.copyOf(good, good.length - 3);
    try (BlockPacker packer = packer(SMALL)) {
      assertThatThrownBy(() -> packer.add(Slice.of(cut)))
          .isInstanceOf(MalformedOtlpException.class);

      assertThat(packer.finish()).isEmpty();
    }
  }

  private static List<TracesData> requests(long seed, int services) {
    TestSpans spans = new TestSpans(seed, services, 20, Duration.ofHours(1).toNanos());
    List<TracesData> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(spans.request(40));
    }
    return requests;
  }

  private static TracesData request(String service, int spans, Instant start) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < spans; i++) {
      scope.addSpans(span(start));
    }
    KeyValue name = TestSpans.attribute("service.name", TestSpans.text(service));
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(name))
                .addScopeSpans(scope))
        .build();
  }

  private static Span span(Instant start) {
    return Span.newBuilder()
        .setTraceId(TestSpans.traceId(1))
        .setSpanId(ByteString.copyFromUtf8("01234567"))
        .setStartTimeUnixNano(UnixNano.of(start))
        .build();
  }

  private static List<BlockDocument> pack(List<TracesData> requests, BlockLimits limits) {
    try (BlockPacker packer = packer(limits)) {
      requests.forEach(request -> packer.add(Slice.of(request.toByteArray())));
      return packer.finish();
    }
  }

  private static BlockPacker packer(BlockLimits limits) {
    return new BlockPacker(
        Signal.TRACES, limits, new PeriodRule(IndexPeriod.DAY, CREATED, Duration.ofDays(7)));
  }

  /** The valid spans of the data, each with its resource. */
  private static List<Located> locate(TracesData data) {
    List<Located> located = new ArrayList<>();
    SpanView view = new SpanView();
    for (ResourceSpans resourceSpans : data.getResourceSpansList()) {
      for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
        for (Span span : scopeSpans.getSpansList()) {
          if (view.read(Slice.of(span.toByteArray())).hasValidIds()) {
            located.add(new Located(resourceSpans.getResource(), span));
          }
        }
      }
    }
    return located;
  }

  private static List<String> terms(Located each) {
    List<String> terms = new ArrayList<>();
    terms.add(BlockTerms.operation(each.span().getName()));
    terms.add(BlockTerms.operation(SpanNameTemplate.of(each.span().getName())));
    terms.add(BlockTerms.kind(each.span().getKindValue()));
    each.resource().getAttributesList().forEach(attribute -> terms.add(term(attribute)));
    each.span().getAttributesList().forEach(attribute -> terms.add(term(attribute)));
    return terms;
  }

  private static String term(KeyValue attribute) {
    try {
      KeyValue copy = KeyValue.parseFrom(attribute.toByteArray());
      return BlockTerms.attribute(
          copy.getKey(),
          new io.spanstone.otlp.AnyValueView()
              .read(Slice.of(copy.getValue().toByteArray()))
              .text()
              .utf8());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertHasTerm(
      BlockContent content, Service service, String term, boolean error) {
    String ofService = BlockTerms.ofService(service.name(), term);
    assertThat(content.words(BlockFields.TERMS)).contains(term);
    if (error) {
      assertThat(content.words(BlockFields.ERROR_TERMS)).contains(term);
    }
    if (content.flag(BlockFields.SHARED)) {
      assertThat(content.words(BlockFields.SERVICE_TERMS)).contains(ofService);
      if (error) {
        assertThat(content.words(BlockFields.SERVICE_ERROR_TERMS)).contains(ofService);
      }
    }
  }
}
