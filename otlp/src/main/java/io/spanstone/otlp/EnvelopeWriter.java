package io.spanstone.otlp;

/**
 * Packs records, each with its resource and scope, into one OTLP message: {@code TracesData},
 * {@code LogsData} or {@code MetricsData}, which look the same up to the record. Consecutive
 * records of equal resource (and scope) share one entry, so callers who want small output add
 * records in such runs. Bytes are copied as they are, unknown fields included.
 *
 * <p>Not thread-safe; reusable through {@link #reset}.
 */
public final class EnvelopeWriter {
  private static final int RESOURCES = 1;
  private static final int HEADER = 1;
  private static final int CONTENT = 2;
  private static final int SCHEMA_URL = 3;

  private final WireWriter writer;
  private Slice resource = Slice.EMPTY;
  private Slice resourceSchemaUrl = Slice.EMPTY;
  private Slice scope = Slice.EMPTY;
  private Slice scopeSchemaUrl = Slice.EMPTY;
  private int resourceMark = -1;
  private int scopeMark = -1;
  private int records;

  /**
   * @param maxBytes how large the message may become
   */
  public EnvelopeWriter(int maxBytes) {
    writer = new WireWriter(maxBytes);
  }

  /**
   * Adds the record that the cursor is at.
   *
   * @throws OtlpTooLargeException if the message would exceed the limit; the writer must then be
   *     {@linkplain #reset reset}
   */
  public void add(RecordCursor records) {
    add(
        records.resource(),
        records.resourceSchemaUrl(),
        records.scope(),
        records.scopeSchemaUrl(),
        records.record());
  }

  /**
   * Adds a record. The slices of resource and scope must stay unchanged until the next call.
   *
   * @throws OtlpTooLargeException if the message would exceed the limit; the writer must then be
   *     {@linkplain #reset reset}
   */
  public void add(
      Slice resource, Slice resourceSchemaUrl, Slice scope, Slice scopeSchemaUrl, Slice record) {
    if (!isOpenResource(resource, resourceSchemaUrl)) {
      openResource(resource, resourceSchemaUrl);
    }
    if (!isOpenScope(scope, scopeSchemaUrl)) {
      openScope(scope, scopeSchemaUrl);
    }
    writer.bytes(CONTENT, record);
    records++;
  }

  /** How many records have been added. */
  public int records() {
    return records;
  }

  /** How large the message is so far, in bytes, give or take a few. */
  public int size() {
    return writer.size();
  }

  /** Ends the message. It lies in the writer's own buffer and is valid until {@link #reset}. */
  public Slice finish() {
    closeResource();
    return writer.written();
  }

  /** Starts over with an empty message. */
  public void reset() {
    writer.reset();
    resourceMark = -1;
    scopeMark = -1;
    records = 0;
  }

  private boolean isOpenResource(Slice other, Slice otherSchemaUrl) {
    return resourceMark >= 0 && resource.equals(other) && resourceSchemaUrl.equals(otherSchemaUrl);
  }

  private boolean isOpenScope(Slice other, Slice otherSchemaUrl) {
    return scopeMark >= 0 && scope.equals(other) && scopeSchemaUrl.equals(otherSchemaUrl);
  }

  private void openResource(Slice next, Slice nextSchemaUrl) {
    closeResource();
    resourceMark = writer.begin(RESOURCES);
    writeHeader(next, nextSchemaUrl);
    resource = next;
    resourceSchemaUrl = nextSchemaUrl;
  }

  private void openScope(Slice next, Slice nextSchemaUrl) {
    closeScope();
    scopeMark = writer.begin(CONTENT);
    writeHeader(next, nextSchemaUrl);
    scope = next;
    scopeSchemaUrl = nextSchemaUrl;
  }

  private void writeHeader(Slice header, Slice schemaUrl) {
    if (!header.isEmpty()) {
      writer.bytes(HEADER, header);
    }
    if (!schemaUrl.isEmpty()) {
      writer.bytes(SCHEMA_URL, schemaUrl);
    }
  }

  private void closeResource() {
    closeScope();
    if (resourceMark >= 0) {
      writer.end(resourceMark);
      resourceMark = -1;
    }
  }

  private void closeScope() {
    if (scopeMark >= 0) {
      writer.end(scopeMark);
      scopeMark = -1;
    }
  }
}
