package io.spanstone.query.alert.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.query.alert.preset.Preset;
import io.spanstone.query.alert.preset.PresetValues;
import io.spanstone.query.alert.preset.Presets;
import io.spanstone.query.alert.rule.RuleJson;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import java.io.IOException;
import java.util.stream.Collectors;

/** Rules that are ready to be posted. Thread-safe. */
public final class PresetsApi {

  /** {@code GET /api/v1/alert-rule-templates} */
  public void list(Context request) throws IOException {
    PresetValues values = values(Parameters.of(request));
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("templates");
          for (Preset each : Presets.all()) {
            write(json, each, values);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/alert-rule-templates/{id}} */
  public void get(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    String id = parameters.path("id", Parsers::text, "");
    PresetValues values = values(parameters);
    Preset preset =
        Presets.of(id)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            HttpStatus.NOT_FOUND,
                            "there is no template '%s'; there are %s"
                                .formatted(
                                    id,
                                    Presets.all().stream()
                                        .map(Preset::id)
                                        .collect(Collectors.joining(", "))))));
    JsonAnswer.send(request, json -> write(json, preset, values));
  }

  private static PresetValues values(Parameters parameters) {
    PresetValues values =
        new PresetValues(
            parameters.optional("service", Parsers::text),
            parameters.optional("threshold", PresetsApi::number),
            parameters.optional("window", Parsers::duration),
            parameters.optional("for", Parsers::duration));
    parameters.check();
    return values;
  }

  private static Double number(String text) throws InvalidValueException {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new InvalidValueException("must be a number such as 0.05, not '" + text + "'");
  }

  private static void write(JsonGenerator json, Preset preset, PresetValues values)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", preset.id());
    json.writeStringField("title", preset.title());
    json.writeStringField("thresholdUnit", preset.unit());
    json.writeObjectFieldStart("rule");
    RuleJson.writeFields(json, preset.rule(values));
    json.writeEndObject();
    json.writeEndObject();
  }
}
