package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code openapi.yaml} promises, held against what the server answers. Stricter than the
 * document in one point: a field that it does not name is a fault.
 */
final class OpenApiContract {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  private final ObjectNode document;
  private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private OpenApiContract(ObjectNode document) {
    this.document = document;
  }

  static OpenApiContract load() {
    try (InputStream in = QueryServer.class.getResourceAsStream("openapi.yaml")) {
      ObjectMapper mapper =
          new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      ObjectNode document = (ObjectNode) mapper.readTree(in);
      forbidUnnamedFields(document.get("components").get("schemas"));
      return new OpenApiContract(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documented paths, such as {@code /api/v1/traces/{traceId}}. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    document.get("paths").fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  /** The references within the document that lead nowhere. */
  List<String> danglingReferences() {
    return document.findValuesAsText("$ref").stream()
        .distinct()
        .filter(each -> document.at(each.substring(1)).isMissingNode())
        .toList();
  }

  /** The documented query parameters of a path, sorted. */
  Set<String> queryParameters(String path) {
    Set<String> names = new TreeSet<>();
    for (String method : methods(path)) {
      for (JsonNode each : operation(path, method).path("parameters")) {
        JsonNode parameter = resolved(each);
        if (parameter.get("in").textValue().equals("query")) {
          names.add(parameter.get("name").textValue());
        }
      }
    }
    return names;
  }

  /** Fails unless the answer is one that the document describes. */
  void check(String method, String requestPath, int status, String contentType, byte[] body) {
    JsonNode responses = operation(templateOf(requestPath), method).get("responses");
    assertThat(responses.has(Integer.toString(status)))
        .as("%s answers %d, which openapi.yaml does not know", requestPath, status)
        .isTrue();
    JsonNode content = resolved(responses.get(Integer.toString(status))).get("content");
    if (content == null) {
      assertThat(body).as("%s answers %d without a body", requestPath, status).isEmpty();
      return;
    }
    String mediaType = contentType.split(";", -1)[0];
    assertThat(content.has(mediaType))
        .as(
            "%s answers %d with %s, which openapi.yaml does not know",
            requestPath, status, mediaType)
        .isTrue();
    if (mediaType.endsWith("json") && body.length > 0) {
      checkSchema(requestPath, content.get(mediaType).get("schema"), body);
    }
  }

  /** Whether the document has a path for this request, and the method there. */
  boolean knows(String method, String requestPath) {
    return paths().stream().anyMatch(path -> requestPath.matches(pattern(path)))
        && methods(templateOf(requestPath)).contains(method);
  }

  private void checkSchema(String requestPath, JsonNode schema, byte[] body) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    JsonSchema compiled = schemas.getSchema(whole);
    try {
      assertThat(compiled.validate(new ObjectMapper().readTree(body)))
          .as("answer of %s", requestPath)
          .isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String templateOf(String requestPath) {
    return paths().stream()
        .filter(path -> requestPath.matches(pattern(path)))
        .max(Comparator.comparing(OpenApiContract::fixedLength))
        .orElseThrow(() -> new AssertionError(requestPath + " is not in openapi.yaml"));
  }

  private static String pattern(String path) {
    return path.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+");
  }

  /** The documented methods of a path, sorted. */
  Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>();
    for (String method : METHODS) {
      if (document.get("paths").get(path).has(method)) {
        methods.add(method.toUpperCase(Locale.ROOT));
      }
    }
    return methods;
  }

  private JsonNode operation(String path, String method) {
    return document.get("paths").get(path).get(method.toLowerCase(Locale.ROOT));
  }

  /** Of several paths with their variables, the one with the longest fixed part. */
  private static int fixedLength(String path) {
    return path.replaceAll("\\{[^}]+}", "").length();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private static void forbidUnnamedFields(JsonNode node) {
    if (node.has("properties") && !node.has("additionalProperties")) {
      ((ObjectNode) node).put("additionalProperties", false);
    }
    node.forEach(OpenApiContract::forbidUnnamedFields);
  }
}
