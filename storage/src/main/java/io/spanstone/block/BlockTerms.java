package io.spanstone.block;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.block.prometheus.LabelName;
import io.spanstone.hash.XxHash64;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.PatternId;
import java.util.HexFormat;

/**
 * The terms by which blocks are found: what the packer writes and what a search must ask for. A
 * block that holds a matching record always has the terms of its conditions; a block that has them
 * need not hold a match, so what is found must be scanned with the exact predicate.
 */
public final class BlockTerms {
  /** Names longer than this, in bytes, are replaced by {@code #} and a hash. */
  static final int MAX_NAME_BYTES = 256;

  /** The same of keys and of services' names in terms. */
  static final int MAX_KEY_BYTES = 64;

  /**
   * The same of values in terms. A term of a service with all three has 250 bytes: words of more
   * than 255 characters are cut in two by Elasticsearch.
   */
  static final int MAX_VALUE_BYTES = 120;

  /** What stands for a white space, at which a text is split into terms. */
  private static final char NO_SPACE = '\u007f';

  private static final char HASHED = '#';

  /** Between the service's name and the term in a block that services share. */
  static final char SERVICE_SEPARATOR = '|';

  /** Values of {@link BlockFields#TEMPORALITY}. */
  public static final String DELTA = "delta";

  public static final String CUMULATIVE = "cumulative";

  /** Of gauges and summaries. */
  public static final String NO_TEMPORALITY = "none";

  static final Slice NAME = Slice.ofUtf8("name");
  static final Slice KIND = Slice.ofUtf8("kind");
  static final Slice SEVERITY = Slice.ofUtf8("severity");
  static final Slice PATTERN = Slice.ofUtf8("pattern");
  static final Slice EXCEPTION_GROUP = Slice.ofUtf8("exceptionGroup");
  static final Slice LOGGER = Slice.ofUtf8("otel.scope.name");

  /** 48 bits: few enough to be cheap in the index, and a chance match costs one block read. */
  private static final int TRACE_ID_BYTES = 6;

  static final int TRACE_TERM_BYTES = TRACE_ID_BYTES * 4 / 3;

  private static final long TRACE_ID_MASK = (1L << (8 * TRACE_ID_BYTES)) - 1;

  private static final byte[] BASE64_URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(US_ASCII);

  private BlockTerms() {}

  /** The term of an attribute of a record or of its resource; the value as its text. */
  public static String attribute(String key, String value) {
    return string(Slice.ofUtf8(key), Slice.ofUtf8(value));
  }

  /** The term of a span's name, and of the template of a span's name. */
  public static String operation(String name) {
    return string(NAME, Slice.ofUtf8(name));
  }

  /** The term of a span's kind, by its OTLP number. */
  public static String kind(int kind) {
    return string(KIND, Slice.ofUtf8(Integer.toString(kind)));
  }

  /** The term of a log record's severity number. */
  public static String severity(int number) {
    return string(SEVERITY, Slice.ofUtf8(Integer.toString(number)));
  }

  /** The term of a log record's pattern, by its {@linkplain PatternId id}. */
  public static String pattern(long id) {
    return string(PATTERN, Slice.ofUtf8(PatternId.text(id)));
  }

  /** The term of a log record's exception, by the id of its group. */
  public static String exceptionGroup(long id) {
    return string(EXCEPTION_GROUP, Slice.ofUtf8(PatternId.text(id)));
  }

  /** The term of an attribute of a log record or of its resource, in any case. */
  public static String logAttribute(String key, String value) {
    return attribute(CaseFold.fold(key), CaseFold.fold(value));
  }

  /** The term of the name of a log record's scope, in any case. */
  public static String logger(String name) {
    return string(LOGGER, Slice.ofUtf8(CaseFold.fold(name)));
  }

  /**
   * What the terms of a log attribute begin with whose value begins with {@code start}, if key and
   * value are short enough to stand in terms.
   */
  public static String logAttributePrefix(String key, String start) {
    return part(CaseFold.fold(key), MAX_KEY_BYTES) + "=" + joined(CaseFold.fold(start));
  }

  /** What the terms of a log attribute begin with whose value is too long to stand in terms. */
  public static String longLogAttributePrefix(String key) {
    return part(CaseFold.fold(key), MAX_KEY_BYTES) + "=" + HASHED;
  }

  /** Whether {@link BlockFields#KEY} has keys as long as that. */
  public static boolean isListed(String key) {
    return Slice.ofUtf8(CaseFold.fold(key)).length() <= MAX_NAME_BYTES;
  }

  /** The name of a service or a metric, as it stands in a field of names. */
  public static String name(String name) {
    Slice bytes = Slice.ofUtf8(name);
    return bytes.length() <= MAX_NAME_BYTES ? name : HASHED + hash(name);
  }

  /** The term of a label of a series, by which {@link BlockFields#TERM} is searched. */
  public static String label(String name, String value) {
    return string(LabelName.of(Slice.ofUtf8(name)), Slice.ofUtf8(value));
  }

  /** 16 hex digits that stand for a long text. */
  public static String hash(String text) {
    Slice bytes = Slice.ofUtf8(text);
    return HexFormat.of().toHexDigits(XxHash64.hash(bytes.array(), bytes.from(), bytes.to()));
  }

  /** The term that says, in a block shared by services, that one of that name has {@code term}. */
  public static String ofService(String serviceName, String term) {
    return service(serviceName) + SERVICE_SEPARATOR + term;
  }

  /** A service's name as it stands in terms. */
  static String service(String name) {
    return part(name, MAX_KEY_BYTES);
  }

  /** The term of a trace id (16 bytes). */
  public static String traceId(Slice id) {
    byte[] text = new byte[TRACE_TERM_BYTES];
    encodeTraceId(traceIdHash(id.array(), id.from(), id.to()), text, 0);
    return new String(text, US_ASCII);
  }

  static long traceIdHash(byte[] array, int from, int to) {
    return XxHash64.hash(array, from, to) & TRACE_ID_MASK;
  }

  /** Writes the term of a trace id with that hash: eight characters of base64url. */
  static void encodeTraceId(long hash, byte[] text, int at) {
    for (int i = 0; i < TRACE_TERM_BYTES; i++) {
      text[at + i] = BASE64_URL[(int) (hash >>> (6 * (TRACE_TERM_BYTES - 1 - i))) & 63];
    }
  }

  /** Composes the term {@code key=value} at the end of {@code terms}. */
  static void compose(TermSet terms, Slice key, Slice value) {
    composePart(terms, key, MAX_KEY_BYTES);
    terms.append('=');
    composePart(terms, value, MAX_VALUE_BYTES);
  }

  private static void composePart(TermSet terms, Slice part, int maxBytes) {
    if (part.length() <= maxBytes) {
      appendJoined(terms, part);
      return;
    }
    long hash = XxHash64.hash(part.array(), part.from(), part.to());
    terms.append(HASHED);
    for (int shift = 60; shift >= 0; shift -= 4) {
      terms.append(Character.forDigit((int) (hash >>> shift) & 0xf, 16));
    }
  }

  /** Appends the text with its white space, as Java's characters know it, made one. */
  private static void appendJoined(TermSet terms, Slice text) {
    byte[] array = text.array();
    int from = text.from();
    for (int at = from; at < text.to(); ) {
      int size = spaceLength(array, at, text.to());
      if (size == 0) {
        at++;
        continue;
      }
      terms.append(array, from, at);
      terms.append(NO_SPACE);
      at += size;
      from = at;
    }
    terms.append(array, from, text.to());
  }

  /** How many bytes the white space has that begins there; 0 if none does. */
  private static int spaceLength(byte[] array, int at, int end) {
    int first = array[at];
    if (first >= 0) {
      return first <= ' ' && Character.isWhitespace(first) ? 1 : 0;
    }
    if (first < (byte) 0xE1 || first > (byte) 0xE3 || end - at < 3) {
      return 0; // all other white space has three bytes, from U+1680 to U+3000
    }
    return Character.isWhitespace(TextCharacters.decode(array, at, 3)) ? 3 : 0;
  }

  private static String joined(String text) {
    return part(text, Integer.MAX_VALUE);
  }

  private static String part(String text, int maxBytes) {
    TermSet terms = new TermSet();
    composePart(terms, Slice.ofUtf8(text), maxBytes);
    return string(terms);
  }

  private static String string(Slice key, Slice value) {
    TermSet terms = new TermSet();
    compose(terms, key, value);
    return string(terms);
  }

  private static String string(TermSet terms) {
    int index = terms.commit();
    return new String(
        terms.bytes(), terms.start(index), terms.end(index) - terms.start(index), UTF_8);
  }
}
