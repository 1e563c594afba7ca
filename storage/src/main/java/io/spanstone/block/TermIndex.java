package io.spanstone.block;

import io.spanstone.block.prometheus.LabelName;
import io.spanstone.otlp.AnyValueView;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import io.spanstone.otlp.WireWriter;
import io.spanstone.pattern.SpanNameTemplate;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The attribute terms of one block, and which of them records with an error have, and, if several
 * services share the block, which of them each service has. Works on bytes: an attribute that the
 * block has already is not even parsed. Not thread-safe.
 */
final class TermIndex {
  private static final int KEY = 1 << 3 | WireReader.LEN;
  private static final int VALUE = 2 << 3 | WireReader.LEN;

  private final TermSet terms = new TermSet();
  private final TermSet keys = new TermSet();
  private final BitSet errorTerms = new BitSet();

  /** {@code service << 32 | term}, in a shared block. */
  private final LongSet serviceTerms = new LongSet();

  private final LongSet serviceErrorTerms = new LongSet();

  /** By the KeyValue message. */
  private final RawTerms attributes = new RawTerms(this::parse);

  /** By the name of a span. */
  private final RawTerms names = new RawTerms(this::composeName);

  /** By the name of a scope. */
  private final RawTerms loggers = new RawTerms(this::composeLogger);

  private final IdTerms patterns = new IdTerms(BlockTerms.PATTERN);
  private final IdTerms exceptionGroups = new IdTerms(BlockTerms.EXCEPTION_GROUP);

  /** By the term of a span's name: the term of its template, which may be the same. */
  private int[] templates = new int[64];

  /** The terms of small numbers, which are all of one key; negative if there is none yet. */
  private final int[] numbers = new int[32];

  private final WireReader keyValue = new WireReader();
  private final AnyValueView value = new AnyValueView();

  private final TermStyle style;
  private boolean shared;
  private int[] recordTerms = new int[64];
  private int recordTermCount;

  TermIndex(TermStyle style) {
    this.style = style;
  }

  void clear(boolean sharedByServices) {
    shared = sharedByServices;
    terms.clear();
    keys.clear();
    errorTerms.clear();
    serviceTerms.clear();
    serviceErrorTerms.clear();
    attributes.clear();
    names.clear();
    loggers.clear();
    patterns.clear();
    exceptionGroups.clear();
    Arrays.fill(numbers, -1);
    recordTermCount = 0;
  }

  /** The current record is of the pattern with that id. */
  void addPattern(long id) {
    addToRecord(patterns.term(id, terms));
  }

  /** The current record has an exception of the group with that id. */
  void addExceptionGroup(long id) {
    addToRecord(exceptionGroups.term(id, terms));
  }

  /** The current record has a scope of that name. */
  void addLogger(Slice name) {
    addToRecord(loggers.term(name.array(), name.from(), name.to()));
  }

  /** The current record has that name, and the template of it. */
  void addName(Slice name) {
    int term = names.term(name.array(), name.from(), name.to());
    addToRecord(term);
    if (templates[term] != term) {
      addToRecord(templates[term]);
    }
  }

  /** The current record has {@code key=value}; the key is the same for all of a block. */
  void addNumber(Slice key, int value) {
    if (value < 0 || value >= numbers.length) {
      addToRecord(composeNumber(key, value));
      return;
    }
    if (numbers[value] < 0) {
      numbers[value] = composeNumber(key, value);
    }
    addToRecord(numbers[value]);
  }

  /** The term {@code key=text}, which is no record's yet. */
  int term(Slice key, Slice text) {
    keys.add(key.array(), key.from(), key.to());
    BlockTerms.compose(terms, key, text);
    return terms.commit();
  }

  /**
   * The current record has the attribute in the KeyValue message {@code [from, to)}.
   *
   * @return the number of the message in this block: the same bytes have the same
   */
  int addAttribute(byte[] array, int from, int to) {
    int number = attributes.number(array, from, to);
    addToRecord(attributes.term(number));
    return number;
  }

  /** The term of the KeyValue message {@code [from, to)}, which is no record's yet. */
  int attributeTerm(byte[] array, int from, int to) {
    return attributes.term(array, from, to);
  }

  /** Ends the current record; the next term begins the next. */
  void endRecord(int service, boolean error) {
    note(recordTerms, recordTermCount, service, error);
    recordTermCount = 0;
  }

  /** Notes that a record of that service has these terms. */
  void note(int[] termIndices, int count, int service, boolean error) {
    if (!shared && !error) {
      return;
    }
    for (int i = 0; i < count; i++) {
      int term = termIndices[i];
      if (shared) {
        serviceTerms.add(((long) service << 32) | term);
      }
      if (error) {
        errorTerms.set(term);
        if (shared) {
          serviceErrorTerms.add(((long) service << 32) | term);
        }
      }
    }
  }

  /** Writes the fields of the terms; {@code services} are the names behind the numbers. */
  void writeTo(BlockJson json, List<String> services) throws IOException {
    json.words(BlockFields.TERMS, terms);
    json.words(BlockFields.ERROR_TERMS, terms, errorTerms);
    if (shared) {
      json.words(BlockFields.SERVICE_TERMS, qualified(serviceTerms, services));
      json.words(BlockFields.SERVICE_ERROR_TERMS, qualified(serviceErrorTerms, services));
    }
    json.strings(BlockFields.KEY, keys);
  }

  private TermSet qualified(LongSet pairs, List<String> services) {
    TermSet qualified = new TermSet();
    for (int i = 0; i < pairs.size(); i++) {
      int term = (int) pairs.get(i);
      String name = services.get((int) (pairs.get(i) >>> 32));
      String service = BlockTerms.service(style == TermStyle.FOLDED ? CaseFold.fold(name) : name);
      qualified.append(Slice.ofUtf8(service));
      qualified.append(BlockTerms.SERVICE_SEPARATOR);
      qualified.append(terms.bytes(), terms.start(term), terms.end(term));
      qualified.commit();
    }
    return qualified;
  }

  private int composeName(byte[] array, int from, int to) {
    Slice name = new Slice(array, from, to);
    BlockTerms.compose(terms, BlockTerms.NAME, name);
    int term = terms.commit();
    if (term >= templates.length) {
      templates = Arrays.copyOf(templates, 2 * term);
    }
    BlockTerms.compose(terms, BlockTerms.NAME, Slice.ofUtf8(SpanNameTemplate.of(name)));
    templates[term] = terms.commit();
    return term;
  }

  private int composeLogger(byte[] array, int from, int to) {
    BlockTerms.compose(terms, BlockTerms.LOGGER, CaseFold.fold(new Slice(array, from, to)));
    return terms.commit();
  }

  private int composeNumber(Slice key, int value) {
    BlockTerms.compose(terms, key, Slice.ofUtf8(Integer.toString(value)));
    return terms.commit();
  }

  private int parse(byte[] array, int from, int to) {
    Slice key = Slice.EMPTY;
    int values = 0;
    value.read(Slice.EMPTY);
    keyValue.reset(array, from, to);
    while (keyValue.next()) {
      switch (keyValue.tag()) {
        case KEY -> key = keyValue.slice();
        case VALUE -> {
          value.read(keyValue.slice());
          values++;
        }
        default -> {}
      }
    }
    return term(key, values > 1 ? mergedText(array, from, to) : value.text(), style);
  }

  private int term(Slice key, Slice text, TermStyle as) {
    Slice styledKey = as == TermStyle.LABELS ? LabelName.of(key) : key;
    addKey(styledKey);
    if (as == TermStyle.FOLDED) {
      Slice foldedKey = CaseFold.fold(key);
      addKey(foldedKey);
      BlockTerms.compose(terms, foldedKey, CaseFold.fold(text));
    } else {
      BlockTerms.compose(terms, styledKey, text);
    }
    return terms.commit();
  }

  private void addKey(Slice key) {
    if (key.length() <= BlockTerms.MAX_NAME_BYTES) {
      keys.add(key.array(), key.from(), key.to());
    }
  }

  /** A value given in several pieces, which protobuf merges; nobody sends such, but one could. */
  private static Slice mergedText(byte[] array, int from, int to) {
    WireWriter resource = new WireWriter(Integer.MAX_VALUE);
    resource.bytes(1, array, from, to);
    KeyValues merged = KeyValues.ofResource(resource.written());
    return merged.next() ? merged.value().text() : Slice.EMPTY;
  }

  private void addToRecord(int term) {
    if (recordTermCount == recordTerms.length) {
      recordTerms = Arrays.copyOf(recordTerms, recordTermCount * 2);
    }
    recordTerms[recordTermCount++] = term;
  }
}
