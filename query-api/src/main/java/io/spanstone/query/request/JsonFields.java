package io.spanstone.query.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.spanstone.query.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that a client sent. A handler first reads every field that it takes,
 * then calls {@link #check} on the outermost object, which refuses the request if anything was
 * wrong with any field of it or of the objects inside, naming every fault at once by its path, such
 * as {@code matchers[0].name}. What was not asked for by then is unknown, and a fault too. A field
 * that is null is as good as absent.
 *
 * <pre>{@code
 * JsonFields fields = JsonFields.of(request);
 * String name = fields.text("name");
 * Duration wait = fields.optional("groupWait", Parsers::duration, Duration.ofSeconds(1));
 * fields.check();
 * }</pre>
 *
 * Between reading and checking, a faulty field has the value of an absent one, and a missing text
 * is empty. Not thread-safe.
 */
public final class JsonFields {
  private final JsonObject object;

  private JsonFields(JsonObject object) {
    this.object = object;
  }

  /**
   * The request's body, whatever its media type.
   *
   * @throws ProblemException if it is no JSON object
   */
  public static JsonFields of(Context request) {
    return of(request.bodyAsBytes());
  }

  /**
   * The same of bytes that are not a request's.
   *
   * @throws ProblemException if {@code json} is no JSON object
   */
  public static JsonFields of(byte[] json) {
    return new JsonFields(JsonObject.parse(json));
  }

  /** Whether the field is given. */
  public boolean has(String name) {
    return get(name) != null;
  }

  /** A text that must be given and not be blank. */
  public String text(String name) {
    String value = optionalText(name);
    if (value == null) {
      missing(name);
    }
    return value == null ? "" : value;
  }

  /** A text that is not blank; null if it is absent. */
  public @Nullable String optionalText(String name) {
    JsonNode value = get(name);
    String text = value == null ? null : textOf(name, value);
    if (text != null && text.isBlank()) {
      fault(name, "is empty; give a value or leave the field out");
      return null;
    }
    return text;
  }

  /** A text that must be given, but may be empty. */
  public String textOrEmpty(String name) {
    JsonNode value = get(name);
    String text = value == null ? null : textOf(name, value);
    if (value == null) {
      missing(name);
    }
    return text == null ? "" : text;
  }

  /** What a text says; null if it is absent. */
  public <T> @Nullable T optional(String name, Parameters.Parser<T> parser) {
    String text = optionalText(name);
    try {
      return text == null ? null : parser.parse(text);
    } catch (InvalidValueException e) {
      object.fault(name, e);
      return null;
    }
  }

  /** What a text says; {@code fallback} if it is absent. */
  public <T> T optional(String name, Parameters.Parser<T> parser, T fallback) {
    T value = optional(name, parser);
    return value == null ? fallback : value;
  }

  /** A length of time within bounds; {@code fallback} if it is absent. */
  public Duration duration(String name, Duration least, Duration most, Duration fallback) {
    Duration value = optional(name, Parsers::duration, fallback);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      fault(
          name,
          "must be %s to %s, not %s"
              .formatted(DurationText.of(least), DurationText.of(most), DurationText.of(value)));
      return fallback;
    }
    return value;
  }

  /** A whole number within bounds; {@code fallback} if it is absent. */
  public int number(String name, int least, int most, int fallback) {
    JsonNode value = get(name);
    if (value == null) {
      return fallback;
    }
    if (!value.canConvertToExactIntegral()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      fault(name, "must be a whole number from %d to %d, not %s".formatted(least, most, value));
      return fallback;
    }
    return (int) value.longValue();
  }

  /** A number; null if it is absent. */
  public @Nullable Double decimal(String name) {
    JsonNode value = get(name);
    if (value != null && !value.isNumber()) {
      fault(name, "must be a number, not " + value);
      return null;
    }
    return value == null ? null : value.doubleValue();
  }

  /** True or false; {@code fallback} if it is absent. */
  public boolean flag(String name, boolean fallback) {
    JsonNode value = get(name);
    if (value != null && !value.isBoolean()) {
      fault(name, "must be true or false, not " + value);
      return fallback;
    }
    return value == null ? fallback : value.booleanValue();
  }

  /** A list of texts; null if it is absent. */
  public @Nullable List<String> texts(String name) {
    JsonNode value = list(name);
    if (value == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String text = textOf(name + "[" + i + "]", value.get(i));
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** An object whose values are all texts, in its order; empty if it is absent. */
  public Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    JsonNode value = get(name);
    if (value == null) {
      return map;
    }
    if (!value.isObject()) {
      fault(name, "must be an object, not " + value);
      return map;
    }
    value
        .properties()
        .forEach(
            entry -> {
              String text = textOf(name + "." + entry.getKey(), entry.getValue());
              if (text != null) {
                map.put(entry.getKey(), text);
              }
            });
    return map;
  }

  /** An object with fields of its own; null if it is absent. */
  public @Nullable JsonFields object(String name) {
    JsonNode value = get(name);
    return value == null ? null : open(name, value);
  }

  /** A list of objects with fields of their own; null if it is absent. */
  public @Nullable List<JsonFields> objects(String name) {
    JsonNode value = list(name);
    if (value == null) {
      return null;
    }
    List<JsonFields> objects = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      JsonFields fields = open(name + "[" + i + "]", value.get(i));
      if (fields != null) {
        objects.add(fields);
      }
    }
    return objects;
  }

  /** Says that something else is wrong with a field, such as its relation to another. */
  public void fault(String name, String message) {
    object.fault(name, message);
  }

  /** What is wrong so far; for a reader that cannot go on. */
  public ProblemException refusal() {
    return object.refusal();
  }

  /**
   * Ends the reading of fields.
   *
   * @throws ProblemException if the object has a fault
   */
  public void check() {
    object.check();
  }

  private @Nullable JsonFields open(String name, JsonNode value) {
    JsonObject opened = object.open(name, value);
    return opened == null ? null : new JsonFields(opened);
  }

  private @Nullable JsonNode list(String name) {
    JsonNode value = get(name);
    if (value != null && !value.isArray()) {
      fault(name, "must be a list, not " + value);
      return null;
    }
    return value;
  }

  private @Nullable JsonNode get(String name) {
    return object.get(name);
  }

  private @Nullable String textOf(String name, JsonNode value) {
    if (!value.isTextual()) {
      fault(name, "must be a text, not " + value);
      return null;
    }
    return value.textValue();
  }

  private void missing(String name) {
    if (get(name) == null) {
      fault(name, "is missing; it must be given");
    }
  }
}
