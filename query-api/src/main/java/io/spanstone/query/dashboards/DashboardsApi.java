package io.spanstone.query.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.Ids;
import io.spanstone.query.request.IfMatch;
import io.spanstone.query.request.JsonBodies;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.StoredJson;
import io.spanstone.query.request.StoredKind;
import io.spanstone.query.request.Unreadable;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** The boards. Thread-safe. */
public final class DashboardsApi {
  private static final StoredKind KIND = new StoredKind("dashboard", "/api/v1/dashboards");
  private static final int MAX_DASHBOARDS = 500;

  /** So that all of them can be listed at once. */
  private static final int MAX_BYTES = 128 * 1024;

  private final DashboardStore dashboards;
  private final InstantSource clock;

  public DashboardsApi(Documents documents, InstantSource clock) {
    this.dashboards = new DashboardStore(documents);
    this.clock = clock;
  }

  /** {@code GET /api/v1/dashboards}: by name, without their panels. */
  public void list(Context request) throws IOException {
    Parameters.of(request).check();
    StoredJson.Listing<StoredDashboard> found = dashboards.listing();
    List<StoredDashboard> all =
        found.readable().stream()
            .sorted(
                Comparator.comparing(
                    each -> each.dashboard().name(), String.CASE_INSENSITIVE_ORDER))
            .toList();
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("dashboards");
          for (StoredDashboard each : all) {
            writeSummary(json, each);
          }
          json.writeEndArray();
          Unreadable.write(json, found.unreadable());
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/dashboards/{id}} */
  public void get(Context request) throws IOException {
    String id = Ids.inPath(request);
    answer(request, HttpStatus.OK, dashboards.get(id).orElseThrow(() -> KIND.missing(id)));
  }

  /** {@code POST /api/v1/dashboards} */
  public void create(Context request) throws IOException {
    Parameters.of(request).check();
    JsonFields fields = JsonBodies.json(request);
    Dashboard dashboard = DashboardFields.read(fields);
    KIND.checkNoId(fields, dashboard.id());
    fields.check();
    Dashboard named = stored(dashboard, Ids.random());
    KIND.checkRoom(dashboards.listing().readable().size(), MAX_DASHBOARDS);
    answer(
        request,
        HttpStatus.CREATED,
        KIND.create(request, named.id(), () -> dashboards.create(named)));
  }

  /** {@code PUT /api/v1/dashboards/{id}} */
  public void replace(Context request) throws IOException {
    String id = Ids.inPath(request);
    DocumentVersion version = IfMatch.version(request);
    JsonFields fields = JsonBodies.json(request);
    Dashboard dashboard = DashboardFields.read(fields);
    KIND.checkId(fields, dashboard.id(), id);
    fields.check();
    Dashboard named = stored(dashboard, id);
    answer(request, HttpStatus.OK, KIND.replace(id, () -> dashboards.replace(named, version)));
  }

  /** {@code DELETE /api/v1/dashboards/{id}} */
  public void delete(Context request) throws IOException {
    KIND.delete(request, dashboards::delete);
  }

  private Dashboard stored(Dashboard dashboard, String id) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Dashboard stored = dashboard.stored(id, now);
    if (DashboardJson.text(stored).getBytes(UTF_8).length > MAX_BYTES) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.CONTENT_TOO_LARGE,
              "the dashboard must have %d bytes at most; make two of it".formatted(MAX_BYTES)));
    }
    return stored;
  }

  private static void answer(Context request, HttpStatus status, StoredDashboard stored)
      throws IOException {
    IfMatch.answer(request, stored.version());
    JsonAnswer.send(
        request,
        status,
        json -> {
          json.writeStartObject();
          DashboardJson.writeFields(json, stored.dashboard());
          json.writeStringField("etag", stored.version().etag());
          json.writeEndObject();
        });
  }

  private static void writeSummary(JsonGenerator json, StoredDashboard stored) throws IOException {
    Dashboard dashboard = stored.dashboard();
    json.writeStartObject();
    json.writeStringField("id", dashboard.id());
    json.writeStringField("name", dashboard.name());
    if (!dashboard.description().isEmpty()) {
      json.writeStringField("description", dashboard.description());
    }
    json.writeNumberField("panelCount", dashboard.panels().size());
    json.writeStringField("updatedAt", dashboard.updatedAt().toString());
    json.writeStringField("etag", stored.version().etag());
    json.writeEndObject();
  }
}
