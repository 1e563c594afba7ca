package io.spanstone.storage.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Documents as Elasticsearch has them: {@code {"kind": ..., "body": {...}}}. */
final class DocumentJson {
  private static final JsonFactory JSON = new JsonFactory();

  /** For a document without a body, which a hand wrote; its reader says that it is no object. */
  private static final String NOTHING = "null";

  private DocumentJson() {}

  static String source(String kind, String json) {
    return "{\"kind\":\"" + kind + "\",\"body\":" + checkedObject(json) + "}";
  }

  /** The version that a write gave. */
  static DocumentVersion readVersion(byte[] answer) throws StorageException {
    return JsonAnswer.read(answer, body -> read(body).version());
  }

  static Document readOne(byte[] answer, String kind, String id) throws StorageException {
    return JsonAnswer.read(answer, body -> read(body).document(kind, id));
  }

  /**
   * By id.
   *
   * @param stray gets the {@code _id} of each that does not begin with its kind; it is left out
   */
  static List<Document> readAll(byte[] answer, String kind, int max, Consumer<String> stray)
      throws StorageException {
    List<Document> found = new ArrayList<>();
    return JsonAnswer.read(
        answer,
        body -> {
          JsonAnswer.fields(
              body,
              (name, value) -> {
                if (name.equals("hits")) {
                  readHits(value, kind, max, found, stray);
                } else {
                  value.skipChildren();
                }
              });
          found.sort(Comparator.comparing(Document::id));
          return found;
        });
  }

  private static void readHits(
      JsonParser hits, String kind, int max, List<Document> to, Consumer<String> stray)
      throws IOException {
    JsonAnswer.fields(
        hits,
        (name, value) -> {
          if (name.equals("total")) {
            checkTotal(value, kind, max);
          } else if (name.equals("hits")) {
            while (value.nextToken() == JsonToken.START_OBJECT) {
              Entry entry = read(value);
              String id =
                  entry.id.startsWith(kind + ":") ? entry.id.substring(kind.length() + 1) : "";
              if (id.isEmpty()) {
                stray.accept(entry.id);
              } else {
                to.add(entry.document(kind, id));
              }
            }
          } else {
            value.skipChildren();
          }
        });
  }

  private static void checkTotal(JsonParser total, String kind, int max) throws IOException {
    JsonAnswer.fields(
        total,
        (name, value) -> {
          if (name.equals("value") && value.getLongValue() > max) {
            throw new StorageException("there are more than " + max + " documents " + kind);
          }
        });
  }

  private static final class Entry {
    private String id = "";
    private String json = NOTHING;
    private long seqNo = -1;
    private long primaryTerm = -1;

    DocumentVersion version() throws StorageException {
      JsonAnswer.expect(seqNo >= 0 && primaryTerm >= 0, "a document without a version");
      return new DocumentVersion(seqNo, primaryTerm);
    }

    Document document(String kind, String ofId) throws StorageException {
      return new Document(kind, ofId, json, version());
    }
  }

  private static Entry read(JsonParser object) throws IOException {
    Entry entry = new Entry();
    JsonAnswer.fields(
        object,
        (name, value) -> {
          switch (name) {
            case "_id" -> entry.id = value.getText();
            case "_seq_no" -> entry.seqNo = value.getLongValue();
            case "_primary_term" -> entry.primaryTerm = value.getLongValue();
            case "_source" -> entry.json = body(value);
            default -> value.skipChildren();
          }
        });
    return entry;
  }

  private static String body(JsonParser source) throws IOException {
    String[] body = {NOTHING};
    JsonAnswer.fields(
        source,
        (name, value) -> {
          if (name.equals("body")) {
            body[0] = copy(value);
          } else {
            value.skipChildren();
          }
        });
    return body[0];
  }

  /** What the parser is at the start of, as text. */
  static String copy(JsonParser value) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.copyCurrentStructure(value);
    }
    return text.toString();
  }

  /** Refuses what would break the document that it is put into. */
  static String checkedObject(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a document must be a JSON object");
      }
      String text = copy(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("a document must be one JSON object");
      }
      return text;
    } catch (IOException e) {
      throw new IllegalArgumentException("a document must be a JSON object", e);
    }
  }
}
