package io.spanstone.block;

import io.spanstone.block.Sources.ResourceSource;
import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what one block is to be found by, record by record. Not thread-safe; {@link #clear} makes
 * it ready for the next block.
 */
final class BlockIndex {
  private static final int RESOURCE_ATTRIBUTES = 1 << 3 | WireReader.LEN;

  /** A resource in this block: its number, its service's number, and its attributes' terms. */
  private static final class IndexedResource {
    final int ordinal;
    final int service;
    final int[] terms;

    IndexedResource(int ordinal, int service, int[] terms) {
      this.ordinal = ordinal;
      this.service = service;
      this.terms = terms;
    }
  }

  private final @Nullable BlockOrigin origin;
  private final @Nullable MetricDirectory directory;
  private final TermIndex terms;
  private final LongSet traceIdHashes = new LongSet();
  private final TermSet words = new TermSet();
  private final LongSet digitWords = new LongSet();
  private final BodyWords bodyWords = new BodyWords(this::word);
  private final ShapePatterns shapePatterns = new ShapePatterns();
  private final Map<ResourceSource, IndexedResource> resources = new HashMap<>();
  private @Nullable ResourceSource lastSource;
  private @Nullable IndexedResource lastResource;

  /** {@code resource << 1 | error}: whose terms were noted, and for a record with an error. */
  private final LongSet notedResources = new LongSet();

  private final List<String> services = new ArrayList<>();
  private final TreeSet<String> serviceFilters = new TreeSet<>();
  private final TreeSet<String> instances = new TreeSet<>();
  private final TreeSet<String> metrics = new TreeSet<>();
  private final WireReader fields = new WireReader();

  /** Mostly all points of a block are of one metric. */
  private @Nullable String lastMetric;

  private boolean shared;
  private int records;
  private int errors;
  private int maxSeverity;

  /** By the first number of the level. */
  private final int[] recordsOfLevel = new int[SeverityLevel.FATAL.last() + 1];

  private long minTimeUnixNano;
  private long maxTimeUnixNano;
  private long maxDurationNanos;

  /**
   * @param origin null if nobody is to know
   * @param directory of metrics; null for other signals
   */
  BlockIndex(TermStyle style, @Nullable BlockOrigin origin, @Nullable MetricDirectory directory) {
    this.origin = origin;
    this.directory = directory;
    this.terms = new TermIndex(style);
  }

  /** Starts a block; {@code shared} if terms are to say which service has them. */
  void clear(boolean sharedByServices) {
    shared = sharedByServices;
    terms.clear(sharedByServices);
    traceIdHashes.clear();
    words.clear();
    digitWords.clear();
    bodyWords.clear();
    shapePatterns.clear();
    resources.clear();
    lastSource = null;
    lastResource = null;
    notedResources.clear();
    services.clear();
    serviceFilters.clear();
    instances.clear();
    metrics.clear();
    lastMetric = null;
    if (directory != null) {
      directory.clear();
    }
    records = 0;
    errors = 0;
    maxSeverity = 0;
    Arrays.fill(recordsOfLevel, 0);
    minTimeUnixNano = Long.MAX_VALUE;
    maxTimeUnixNano = 0;
    maxDurationNanos = 0;
  }

  /** The current record is of the pattern with that id. */
  void pattern(long id) {
    terms.addPattern(id);
  }

  /** The current record has an exception of the group with that id. */
  void exceptionGroup(long id) {
    terms.addExceptionGroup(id);
  }

  /** The current record has a scope of that name. */
  void logger(Slice name) {
    terms.addLogger(name);
  }

  /** The current record has that name. */
  void name(Slice name) {
    terms.addName(name);
  }

  /** The current record has {@code key=value}; the key is the same for all records of a signal. */
  void number(Slice key, int value) {
    terms.addNumber(key, value);
  }

  /**
   * The current record has the attribute in the KeyValue message {@code [from, to)}.
   *
   * @return the number of the message in this block: the same bytes have the same
   */
  int attribute(byte[] array, int from, int to) {
    return terms.addAttribute(array, from, to);
  }

  /** The directory of metrics that the current point is to be added to. */
  MetricDirectory directory() {
    return Objects.requireNonNull(directory, "a block of metrics has a directory");
  }

  void traceId(Slice id) {
    traceIdHashes.add(BlockTerms.traceIdHash(id.array(), id.from(), id.to()));
  }

  /** Returns the {@linkplain BodyWords#add shape} of the text. */
  long body(Slice text) {
    return bodyWords.add(text);
  }

  /** The patterns of texts, by their shape. */
  ShapePatterns shapePatterns() {
    return shapePatterns;
  }

  void severity(int number) {
    maxSeverity = Math.max(maxSeverity, number);
    recordsOfLevel[SeverityLevel.of(number).first()]++;
  }

  void duration(long nanos) {
    maxDurationNanos = Math.max(maxDurationNanos, nanos);
  }

  /** Ends the current record; what is added next is the next one's. */
  void end(PackedRecord record, boolean error) {
    IndexedResource resource = resource(record.scope().resource);
    terms.endRecord(resource.service, error);
    if (notedResources.add(((long) resource.ordinal << 1) | (error ? 1 : 0))) {
      terms.note(resource.terms, resource.terms.length, resource.service, error);
    }
    MetricHeader metric = record.metric();
    if (metric != null && !metric.name().equals(lastMetric)) {
      lastMetric = metric.name();
      metrics.add(BlockTerms.name(lastMetric));
    }
    records++;
    errors += error ? 1 : 0;
    minTimeUnixNano = Math.min(minTimeUnixNano, record.timeUnixNano());
    maxTimeUnixNano = Math.max(maxTimeUnixNano, record.timeUnixNano());
  }

  /** Writes all fields of the document but its payload. */
  void writeTo(BlockJson json) throws IOException {
    json.number(BlockFields.VERSION, BlockFormat.VERSION);
    json.number(BlockFields.MIN_TIME, minTimeUnixNano);
    json.number(BlockFields.MAX_TIME, maxTimeUnixNano);
    json.number(BlockFields.RECORDS, records);
    json.number(BlockFields.ERRORS, errors);
    json.number(BlockFields.MAX_DURATION, maxDurationNanos);
    json.number(BlockFields.MAX_SEVERITY, maxSeverity);
    for (SeverityLevel level : SeverityLevel.values()) {
      int ofLevel = recordsOfLevel[level.first()];
      if (ofLevel > 0) {
        json.number(BlockFields.severityRecords(level), ofLevel);
      }
    }
    json.flag(BlockFields.SHARED, shared);
    json.strings(BlockFields.SERVICE, serviceFilters);
    json.strings(BlockFields.INSTANCE, instances);
    json.strings(BlockFields.METRIC, metrics);
    json.traceIds(BlockFields.TRACES, traceIdHashes);
    terms.writeTo(json, services);
    json.words(BlockFields.WORDS, words);
    json.numbers(BlockFields.DIGIT_WORDS, digitWords);
    if (directory != null) {
      directory.writeTo(json);
    }
    if (origin != null) {
      json.string(BlockFields.COLLECTOR, origin.collector());
      json.number(BlockFields.INGEST_TIME, origin.ingestTimeUnixNano());
      if (!origin.rollup().isEmpty()) {
        json.string(BlockFields.ROLLUP, origin.rollup());
      }
    }
  }

  private void word(byte[] word, int length, boolean isDigitWord) {
    if (isDigitWord) {
      digitWords.add(DigitWord.number(word, length));
    } else {
      words.add(word, 0, length);
    }
  }

  private IndexedResource resource(ResourceSource source) {
    IndexedResource found = lastResource;
    if (found == null || source != lastSource) {
      found = resources.computeIfAbsent(source, this::indexResource);
      lastResource = found;
      lastSource = source;
    }
    return found;
  }

  private IndexedResource indexResource(ResourceSource resource) {
    Service service = resource.service;
    serviceFilters.add(BlockTerms.name(service.name()));
    serviceFilters.add(BlockTerms.name(service.qualifiedName()));
    if (directory == null) {
      instances.add(resource.instance);
    }
    int number = services.indexOf(service.name());
    if (number < 0) {
      number = services.size();
      services.add(service.name());
    }
    int[] found =
        directory == null
            ? attributeTerms(resource.message)
            : labelTerms(SourceLabels.ofResource(resource.message));
    return new IndexedResource(resources.size(), number, found);
  }

  private int[] labelTerms(Map<String, String> labels) {
    return labels.entrySet().stream()
        .mapToInt(label -> terms.term(Slice.ofUtf8(label.getKey()), Slice.ofUtf8(label.getValue())))
        .toArray();
  }

  private int[] attributeTerms(Slice message) {
    int[] found = new int[16];
    int count = 0;
    fields.reset(message.array(), message.from(), message.to());
    while (fields.next()) {
      if (fields.tag() == RESOURCE_ATTRIBUTES) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = terms.attributeTerm(message.array(), fields.from(), fields.to());
      }
    }
    return Arrays.copyOf(found, count);
  }
}
