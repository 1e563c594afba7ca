package io.spanstone.e2e.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two {@code ./spanstone query}, one after the other ended by {@code kill -9}: what happened to
 * alerts is what must have happened had nobody been killed, and it was told once.
 */
@ExtendWith(RunningProduct.class)
class KilledEvaluatorTest {
  private static final int RULES = 6;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  @Tag("full")
  void nothingIsLostOrToldTwiceOverSixKills(Product storage, @TempDir Path data) throws Exception {
    kill(storage, data, 6);
  }

  private void kill(Product storage, Path data, int rounds) throws Exception {
    Map<String, String> settings =
        Map.of(
            "SPANSTONE_ES_URL",
            storage.elasticsearch().toString(),
            "SPANSTONE_INDEX_PREFIX",
            "killed_" + rounds,
            "SPANSTONE_ALERTS_OFFSET",
            "1s",
            "SPANSTONE_COLLECTOR_URL",
            storage.otlpHttp("").toString());
    try (NoticeReceiver receiver = new NoticeReceiver();
        Product first = Product.start(data.resolve("a"), List.of("query"), settings);
        Product second = Product.start(data.resolve("b"), List.of("query"), settings)) {
      List<Product> processes = List.of(first, second);
      String notifier = notifier(first, receiver);
      long begin = Instant.now().getEpochSecond() + 12; // by then all rules are evaluated
      List<BlinkingRule> rules = new ArrayList<>();
      for (int number = 0; number < RULES; number++) {
        BlinkingRule rule = new BlinkingRule(number, begin);
        rules.add(rule);
        send(first, "POST", "/api/v1/alert-rules", rule.json(notifier, begin + 86_400), "");
      }
      awaitEvaluated(first, begin + 2);
      for (int round = 0; round < rounds; round++) {
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(2_000));
        Product killed = processes.get(round % 2);
        Product left = processes.get(1 - round % 2);
        killed.killGroup();
        long killedAt = Instant.now().getEpochSecond();
        awaitEvaluated(left, killedAt + 1);
        assertThat(Instant.now().getEpochSecond() - killedAt)
            .as("failover, in seconds")
            .isLessThan(20);
        killed.start();
      }
      long end = Instant.now().getEpochSecond() + 10; // others read rules every 5 s
      end(second, rules, notifier, end);
      awaitEvaluated(second, end + 20);

      Set<String> expected = new TreeSet<>();
      rules.forEach(rule -> expected.addAll(rule.transitions(end)));
      assertThat(expected).hasSizeGreaterThan(10 * rounds);
      assertThat(happened(first, begin)).isEqualTo(expected);
      assertTold(receiver, rules, end, rounds);
    }
  }

  /** Each firing was told once; who is killed while he sends, sends the same notice again. */
  private static void assertTold(
      NoticeReceiver receiver, List<BlinkingRule> rules, long end, int rounds) throws Exception {
    for (BlinkingRule rule : rules) {
      long fired = rule.transitions(end).stream().filter(each -> each.endsWith("firing")).count();
      Await.until(
          () -> Optional.of(receiver.firings().getOrDefault(rule.name(), 0L)),
          told -> told >= fired);
      assertThat(receiver.firings()).containsEntry(rule.name(), fired);
      Await.until(
          () -> Optional.of(receiver.states().getOrDefault(rule.name(), "")), "resolved"::equals);
    }
    assertThat(receiver.received() - receiver.distinct().size())
        .as("notices that came again, under the id that they had")
        .isBetween(0, rounds * RULES);
  }

  /** Lets the rules end; what they have found stays. */
  private void end(Product product, List<BlinkingRule> rules, String notifier, long end)
      throws IOException, InterruptedException {
    for (JsonNode stored : product.get("/api/v1/alert-rules").get("alertRules")) {
      for (BlinkingRule rule : rules) {
        if (rule.name().equals(stored.get("name").asText())) {
          String path = "/api/v1/alert-rules/" + stored.get("id").asText();
          send(product, "PUT", path, rule.json(notifier, end), stored.get("etag").asText());
        }
      }
    }
  }

  private String notifier(Product product, NoticeReceiver receiver)
      throws IOException, InterruptedException {
    ObjectNode notifier =
        JSON.createObjectNode()
            .put("name", "Receiver")
            .put("type", "webhook")
            .put("url", receiver.url())
            .put("groupWait", "0s")
            .put("groupInterval", "1s");
    notifier.putArray("groupBy").add("...");
    return send(product, "POST", "/api/v1/notifiers", notifier.toString(), "").get("id").asText();
  }

  private JsonNode send(Product product, String method, String path, String body, String etag)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(product.url(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (!etag.isEmpty()) {
      request.header("If-Match", etag);
    }
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    return JSON.readTree(answer.body());
  }

  /** Waits until all rules were evaluated for a time, and none of their times was left out. */
  private static void awaitEvaluated(Product product, long time)
      throws IOException, InterruptedException {
    JsonNode rules =
        Await.until(() -> product.find("/api/v1/alert-rules"), answer -> until(answer) >= time);
    for (JsonNode rule : rules.get("alertRules")) {
      assertThat(rule.at("/status/missed").asLong()).as(rule.toString()).isZero();
      assertThat(rule.at("/status/health").asText()).as(rule.toString()).isEqualTo("ok");
    }
  }

  private static long until(JsonNode rules) {
    long until = Long.MAX_VALUE;
    for (JsonNode rule : rules.get("alertRules")) {
      String last = rule.at("/status/lastEvaluation").asText();
      until = Math.min(until, last.isEmpty() ? 0 : Instant.parse(last).getEpochSecond());
    }
    return until;
  }

  /** What stands in the history, as {@code time name kind}. */
  private static Set<String> happened(Product product, long begin)
      throws IOException, InterruptedException {
    List<String> happened = new ArrayList<>();
    String path =
        "/api/v1/alerts/history?limit=1000&kind=pending&kind=firing&kind=resolved&kind=inactive&start="
            + Instant.ofEpochSecond(begin).minus(Duration.ofMinutes(1));
    JsonNode page = product.get(path);
    for (JsonNode each : page.get("alerts")) {
      happened.add(
          each.get("at").asText()
              + " "
              + each.get("name").asText()
              + " "
              + each.get("kind").asText());
    }
    assertThat(happened).doesNotHaveDuplicates();
    return new TreeSet<>(happened);
  }
}
