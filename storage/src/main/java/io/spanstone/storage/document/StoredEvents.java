package io.spanstone.storage.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.ClusterStatusException;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StartingShards;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.indices.IndexNames;
import io.spanstone.storage.indices.OnceInstalled;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Events in one index a month: there are few, and they are kept long. Thread-safe. */
public final class StoredEvents implements EventLog {
  private static final int CONFLICT = 409;

  private final Cluster cluster;
  private final IndexNames names;
  private final OnceInstalled template;

  /**
   * Events in the indices of alerts.
   *
   * @param template is to be there before the first write
   */
  public StoredEvents(Cluster cluster, IndexNames names, OnceInstalled template) {
    this.cluster = cluster;
    this.names = names;
    this.template = template;
  }

  @Override
  public boolean append(Event event) throws StorageException {
    template.ensure();
    String id = URLEncoder.encode(event.id(), UTF_8).replace("+", "%20");
    try {
      cluster.send("PUT", "/" + names.alerts(event.bucket()) + "/_create/" + id, source(event));
      return true;
    } catch (ClusterStatusException e) {
      if (e.status() == CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public List<Event> find(EventQuery query) throws StorageException {
    String alias = names.alerts();
    String options = "?ignore_unavailable=true";
    byte[] answer =
        StartingShards.await(
            cluster,
            alias,
            () -> {
              cluster.send("POST", "/" + alias + "/_refresh" + options);
              return cluster.send(
                  "POST",
                  "/" + alias + "/_search" + options + "&allow_partial_search_results=false",
                  search(query));
            });
    return JsonAnswer.sources(answer, StoredEvents::readSource);
  }

  private static String source(Event event) {
    return "{\"timeUnixMilli\":%d,\"storedUnixMilli\":%d,\"eventId\":%s,\"bucketUnixMilli\":%d,\"term\":%s,\"body\":%s}"
        .formatted(
            event.time().toEpochMilli(),
            event.stored().toEpochMilli(),
            quoted(event.id()),
            event.bucket().toEpochMilli(),
            array(event.terms()),
            DocumentJson.checkedObject(event.json()));
  }

  private static String search(EventQuery query) {
    List<String> filters = new ArrayList<>();
    boolean asStored = query.order() == EventQuery.Order.AS_STORED;
    String time = asStored ? "storedUnixMilli" : "timeUnixMilli";
    filters.add(
        "{\"range\":{\"%s\":{\"gte\":%d,\"lt\":%d}}}"
            .formatted(time, query.start().toEpochMilli(), query.end().toEpochMilli()));
    query.terms().forEach(any -> filters.add("{\"terms\":{\"term\":" + array(any) + "}}"));
    String order = asStored ? "asc" : "desc";
    EventQuery.Place after = query.after();
    String searchAfter =
        after == null
            ? ""
            : ",\"search_after\":[%d,%s]".formatted(after.timeMillis(), quoted(after.id()));
    return "{\"size\":%d,\"query\":{\"bool\":{\"filter\":[%s]}},\"sort\":[%s,%s]%s}"
        .formatted(
            query.limit(),
            String.join(",", filters),
            sort(time, "long", order),
            sort("eventId", "keyword", order),
            searchAfter);
  }

  private static String sort(String field, String type, String order) {
    return "{\"%s\":{\"order\":\"%s\",\"unmapped_type\":\"%s\"}}".formatted(field, order, type);
  }

  private static String array(List<String> texts) {
    return texts.stream().map(StoredEvents::quoted).collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }

  private static Event readSource(JsonParser source) throws IOException {
    String[] texts = {"", ""};
    long[] times = new long[3];
    List<String> terms = new ArrayList<>();
    JsonAnswer.fields(
        source,
        (name, value) -> {
          switch (name) {
            case "eventId" -> texts[0] = value.getText();
            case "body" -> texts[1] = DocumentJson.copy(value);
            case "timeUnixMilli" -> times[0] = value.getLongValue();
            case "bucketUnixMilli" -> times[1] = value.getLongValue();
            case "storedUnixMilli" -> times[2] = value.getLongValue();
            case "term" -> {
              while (value.nextToken() == JsonToken.VALUE_STRING) {
                terms.add(value.getText());
              }
            }
            default -> value.skipChildren();
          }
        });
    return new Event(
        texts[0],
        Instant.ofEpochMilli(times[1]),
        Instant.ofEpochMilli(times[0]),
        Instant.ofEpochMilli(times[2]),
        terms,
        texts[1]);
  }
}
