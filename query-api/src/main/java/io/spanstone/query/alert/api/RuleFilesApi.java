package io.spanstone.query.alert.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.query.alert.exchange.RuleFile;
import io.spanstone.query.alert.exchange.RuleFileWriter;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RecordingLoops;
import io.spanstone.query.alert.rule.RuleStore;
import io.spanstone.query.alert.rule.StoredRule;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.IfMatch;
import io.spanstone.query.request.Parameters;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentExistsException;
import io.spanstone.storage.document.DocumentMissingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    List<AlertRule> wanted = withIds(RuleFile.read(body(request)));
    Set<String> groups = new HashSet<>();
    wanted.forEach(rule -> groups.add(rule.group()));
    List<StoredRule> before = new ArrayList<>();
    List<AlertRule> all = new ArrayList<>(wanted);
    for (StoredRule stored : rules.list()) {
      if (groups.contains(stored.rule().group())) {
        before.add(stored);
      } else {
        all.add(stored.rule());
      }
    }
    check(all);
    Changes changes = new Changes();
    try {
      changes.make(before, wanted);
    } catch (DocumentChangedException | DocumentMissingException | DocumentExistsException e) {
      throw IfMatch.changed();
    } finally {
      onChange.run();
    }
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeNumberField("created", changes.created);
          json.writeNumberField("updated", changes.updated);
          json.writeNumberField("unchanged", changes.unchanged);
          json.writeNumberField("deleted", changes.deleted);
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

  /** How many rules became what. */
  private final class Changes {
    private int created;
    private int updated;
    private int unchanged;
    private int deleted;

    /** A rule keeps what only we know of it: notifiers, and whether it is switched off. */
    void make(List<StoredRule> before, List<AlertRule> wanted) throws IOException {
      Map<String, StoredRule> old = new HashMap<>();
      before.forEach(each -> old.put(each.rule().id(), each));
      for (AlertRule rule : wanted) {
        StoredRule same = old.remove(rule.id());
        if (same == null) {
          rules.create(rule);
          created++;
        } else {
          AlertRule kept = rule.with(same.rule().notifiers(), same.rule().enabled());
          if (kept.equals(same.rule())) {
            unchanged++;
          } else {
            rules.replace(kept, same.version());
            updated++;
          }
        }
      }
      for (StoredRule gone : old.values()) {
        rules.delete(gone.rule().id(), gone.version());
        deleted++;
      }
    }
  }

  /** The same rule of the same group has the same id at every import. */
  private static List<AlertRule> withIds(List<AlertRule> read) {
    Map<String, Integer> seen = new HashMap<>();
    List<AlertRule> rules = new ArrayList<>();
    for (AlertRule rule : read) {
      String key = rule.group() + '\0' + rule.recording() + '\0' + rule.name();
      int nth = seen.merge(key, 1, Integer::sum);
      rules.add(rule.withId(Ids.of(key + '\0' + nth)));
    }
    return rules;
  }

  private static void check(List<AlertRule> all) {
    if (all.size() > RuleChecks.MAX_RULES) {
      throw fault("would make %d rules, of at most %d".formatted(all.size(), RuleChecks.MAX_RULES));
    }
    RecordingLoops.find(all)
        .ifPresent(
            names -> {
              throw fault("would record what they read: %s; rename one".formatted(names));
            });
  }

  private static ProblemException fault(String message) {
    return new ProblemException(
        Problem.ofParameters(List.of(new ParameterFault("groups", message))));
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
