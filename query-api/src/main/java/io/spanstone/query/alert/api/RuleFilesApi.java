package io.spanstone.query.alert.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.query.alert.exchange.RuleFile;
import io.spanstone.query.alert.exchange.RuleFileWriter;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleStore;
import io.spanstone.query.alert.rule.StoredRule;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.IfMatch;
import io.spanstone.query.request.Parameters;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentExistsException;
import io.spanstone.storage.document.DocumentMissingException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rules from files of Prometheus, and as such a file. Thread-safe. */
public final class RuleFilesApi {
  private static final String YAML = "application/yaml";
  private static final Set<String> TYPES =
      Set.of(YAML, "application/x-yaml", "text/yaml", "text/x-yaml");
  private static final int MAX_BYTES = 2_000_000;

  private final RuleStore rules;
  private final Runnable onChange;

  /**
   * Handles requests.
   *
   * @param onChange called after every change, by the thread of its request
   */
  public RuleFilesApi(RuleStore rules, Runnable onChange) {
    this.rules = rules;
    this.onChange = onChange;
  }

  /** {@code POST /api/v1/alert-rules:import}: the groups of the file as they are there. */
  public void read(Context request) throws IOException {
    Parameters.of(request).check();
    RuleImport change = RuleImport.of(RuleFile.read(body(request)), rules.list());
    try {
      for (AlertRule rule : change.created()) {
        rules.create(rule);
      }
      for (RuleImport.Change each : change.changed()) {
        rules.replace(each.after(), each.before().version());
      }
      for (StoredRule gone : change.deleted()) {
        rules.delete(gone.rule().id(), gone.version());
      }
    } catch (DocumentChangedException | DocumentMissingException | DocumentExistsException e) {
      throw IfMatch.changed();
    } finally {
      onChange.run();
    }
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeNumberField("created", change.created().size());
          json.writeNumberField("updated", change.changed().size());
          json.writeNumberField("unchanged", change.unchanged());
          json.writeNumberField("deleted", change.deleted().size());
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/alert-rules:export} */
  public void write(Context request) throws IOException {
    Parameters.of(request).check();
    List<AlertRule> all = rules.list().stream().map(StoredRule::rule).toList();
    request
        .contentType(YAML)
        .header(Header.CACHE_CONTROL, "no-store")
        .result(RuleFileWriter.write(all).getBytes(UTF_8));
  }

  private static String body(Context request) throws IOException {
    String type = request.contentType();
    String media = type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    if (!TYPES.contains(media)) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE, "send Content-Type: " + YAML + ", not " + media));
    }
    byte[] body = request.bodyInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.CONTENT_TOO_LARGE,
              "the file must have %d bytes at most; send its groups one by one"
                  .formatted(MAX_BYTES)));
    }
    return new String(body, UTF_8);
  }
}
