package io.spanstone.query.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.HttpStatus;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One object of a JSON text: which of its fields were asked for, and what is wrong with it and with
 * the objects inside. Not thread-safe.
 */
final class JsonObject {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;
  private final String prefix;

  /** Shared with the objects around and inside. */
  private final List<ParameterFault> faults;

  private final TreeSet<String> known = new TreeSet<>();
  private final List<JsonObject> inside = new ArrayList<>();

  private JsonObject(JsonNode object, String prefix, List<ParameterFault> faults) {
    this.object = object;
    this.prefix = prefix;
    this.faults = faults;
  }

  /**
   * The outermost object of a text.
   *
   * @throws ProblemException if it is no JSON object
   */
  static JsonObject parse(byte[] json) {
    try {
      JsonNode value = JSON.readTree(json);
      if (value != null && value.isObject()) {
        return new JsonObject(value, "", new ArrayList<>());
      }
      throw refusal("the body must be a JSON object");
    } catch (JsonProcessingException e) {
      throw refusal("the body must be a JSON object, and is no JSON: " + JsonFault.of(e));
    } catch (IOException e) {
      throw refusal("the body cannot be read: " + e.getMessage());
    }
  }

  /** A field's value; null if it is absent or null. */
  @Nullable JsonNode get(String name) {
    known.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** An object inside, by the path to it from here; null, and a fault, if it is none. */
  @Nullable JsonObject open(String path, JsonNode value) {
    if (!value.isObject()) {
      fault(path, "must be an object, not " + value);
      return null;
    }
    JsonObject opened = new JsonObject(value, prefix + path + ".", faults);
    inside.add(opened);
    return opened;
  }

  /** Says what is wrong with a field, by the path to it from here. */
  void fault(String path, String message) {
    faults.add(new ParameterFault(prefix + path, message));
  }

  /** The same of a value that a parser refused. */
  void fault(String path, InvalidValueException refused) {
    faults.add(
        new ParameterFault(
            prefix + path, String.valueOf(refused.getMessage()), refused.position()));
  }

  /** What is wrong so far, here, around and inside. */
  ProblemException refusal() {
    return new ProblemException(Problem.ofParameters(faults));
  }

  /** Takes fields that nobody asked for, here or inside, for faults; throws if there are any. */
  void check() {
    findUnknown();
    if (!faults.isEmpty()) {
      throw refusal();
    }
  }

  private void findUnknown() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                fault(name, "is unknown here; known are " + String.join(", ", known));
              }
            });
    inside.forEach(JsonObject::findUnknown);
  }

  private static ProblemException refusal(String detail) {
    return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, detail));
  }
}
