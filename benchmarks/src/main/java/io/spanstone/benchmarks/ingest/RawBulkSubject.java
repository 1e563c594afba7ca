package io.spanstone.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.block.BlockDocument;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockPacker;
import io.spanstone.block.IndexPeriod;
import io.spanstone.block.PeriodRule;
import io.spanstone.node.ElasticsearchNode;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Pre-encoded documents straight into {@code _bulk}: all that Elasticsearch could possibly be given
 * in that form, with no collector in the way.
 */
final class RawBulkSubject implements Subject {
  private static final int BATCHES_A_SEGMENT = 64;

  private final String name;
  private final String index;
  private final Optional<String> countField;
  private final Function<List<List<SyntheticSpan>>, List<byte[]>> encoding;
  private final ElasticsearchNode node;
  private final Elasticsearch elasticsearch;
  private final Load load;

  private RawBulkSubject(
      String name,
      String index,
      Optional<String> countField,
      Function<List<List<SyntheticSpan>>, List<byte[]>> encoding,
      ElasticsearchNode node) {
    this.name = name;
    this.index = index;
    this.countField = countField;
    this.encoding = encoding;
    this.node = node;
    this.elasticsearch = new Elasticsearch(node.uri());
    this.load = new Load(node.uri().resolve("/" + index + "/_bulk"), "application/x-ndjson");
  }

  /**
   * One document a span, with the searchable fields and the exactly-once ids that Spanstone has.
   */
  static Subject oneDocument(Path work) throws IOException, InterruptedException {
    return oneDocument("oneDoc", OneDocEncoding::encode, work);
  }

  /** The same with ids made by Elasticsearch: cheaper, and doubled by every retry. */
  static Subject oneDocumentWithoutIds(Path work) throws IOException, InterruptedException {
    return oneDocument("oneDocAutoId", OneDocEncoding::encodeWithoutIds, work);
  }

  private static Subject oneDocument(
      String name, Function<List<SyntheticSpan>, byte[]> encoding, Path work)
      throws IOException, InterruptedException {
    ElasticsearchNode node = Nodes.start(work.resolve(name));
    RawBulkSubject subject =
        new RawBulkSubject(
            name,
            OneDocEncoding.INDEX,
            Optional.empty(),
            batches -> batches.stream().map(encoding).toList(),
            node);
    subject.elasticsearch.call("PUT", "/" + OneDocEncoding.INDEX, OneDocEncoding.INDEX_BODY);
    return subject;
  }

  /** Our own blocks, built before the clock runs, by Spanstone's own templates. */
  static Subject ownBlocks(Path work) throws IOException, InterruptedException {
    ElasticsearchNode node = Nodes.start(work.resolve("ownblocks"));
    String index;
    try (Storage storage = Storage.connect(Nodes.storageSettings(node.uri()))) {
      storage.install();
      index = storage.indexName(Signal.TRACES, Instant.now());
    }
    return new RawBulkSubject(
        "ownBlocks",
        index,
        Optional.of(SpanstoneSubject.COUNT_FIELD),
        RawBulkSubject::blocks,
        node);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<byte[]> encode(List<List<SyntheticSpan>> batches) {
    return encoding.apply(batches);
  }

  @Override
  public void send(List<byte[]> bodies) throws IOException, InterruptedException {
    load.send(bodies);
  }

  @Override
  public long queryable() throws IOException, InterruptedException {
    return countField.isPresent()
        ? elasticsearch.sum(index, countField.get())
        : elasticsearch.count(index);
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    return Map.of("elasticsearch", ProcessHandle.of(node.pid()).orElseThrow());
  }

  @Override
  public String indices() {
    return index;
  }

  @Override
  public Elasticsearch elasticsearch() {
    return elasticsearch;
  }

  @Override
  public Map<String, Object> remarks() {
    return Map.of("retries", load.retries());
  }

  @Override
  public void close() throws IOException {
    node.close();
  }

  /** Packed as a collector under load packs them: from segments of many batches. */
  private static List<byte[]> blocks(List<List<SyntheticSpan>> batches) {
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < batches.size(); from += BATCHES_A_SEGMENT) {
      int to = Math.min(from + BATCHES_A_SEGMENT, batches.size());
      bodies.add(blocksOfSegment(batches.subList(from, to)));
    }
    return bodies;
  }

  private static byte[] blocksOfSegment(List<List<SyntheticSpan>> batches) {
    PeriodRule periods = new PeriodRule(IndexPeriod.DAY, Instant.now(), Duration.ofDays(7));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (BlockPacker packer = new BlockPacker(Signal.TRACES, BlockLimits.DEFAULT, periods)) {
      batches.forEach(batch -> packer.add(Slice.of(OtlpEncoding.encode(batch))));
      for (BlockDocument document : packer.finish()) {
        body.writeBytes("{\"create\":{}}\n".getBytes(UTF_8));
        Slice json = document.json();
        body.write(json.array(), json.from(), json.length());
        body.write('\n');
      }
    }
    return body.toByteArray();
  }
}
