package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code spanstone up} as it is shipped; OTLP/HTTP protobuf in, acknowledged after the journal. */
final class SpanstoneSubject implements Subject {
  /** The field of a block that holds its number of records. */
  static final String COUNT_FIELD = "records";

  private static final String TRACES = "spanstone-traces";

  private final Spanstone spanstone;
  private final Elasticsearch elasticsearch;
  private final Load load;

  private SpanstoneSubject(Spanstone spanstone) {
    this.spanstone = spanstone;
    this.elasticsearch = new Elasticsearch(spanstone.elasticsearch());
    this.load = new Load(spanstone.otlp().resolve("/v1/traces"), "application/x-protobuf");
  }

  static SpanstoneSubject start(Path work) throws IOException, InterruptedException {
    return new SpanstoneSubject(Spanstone.start(work));
  }

  /** Where the query API answers. */
  URI api() {
    return spanstone.api();
  }

  @Override
  public String name() {
    return "spanstone";
  }

  @Override
  public List<byte[]> encode(List<List<SyntheticSpan>> batches) {
    return batches.stream().map(OtlpEncoding::encode).toList();
  }

  @Override
  public void send(List<byte[]> bodies) throws IOException, InterruptedException {
    load.send(bodies);
  }

  @Override
  public long queryable() throws IOException, InterruptedException {
    return elasticsearch.sum(TRACES, COUNT_FIELD);
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    return spanstone.processes();
  }

  @Override
  public String indices() {
    return TRACES;
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
    spanstone.close();
  }
}
