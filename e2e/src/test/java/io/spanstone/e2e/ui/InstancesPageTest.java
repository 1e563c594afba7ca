package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.spanstone.e2e.ui.ShopTelemetry.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class InstancesPageTest {
  private static final Duration BEFORE = Duration.ofMinutes(20);

  private static final int TRIES = 12;

  private static Instant begin;
  private static String fleet;

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    begin = Instant.now();
    reportTheLost(product);
    report(product, "fleet-1", "2.4.0", Instant.now());
    tell(product, "harbour", "moored", "service_registration.status", "HARBOUR");
    tell(product, "harbour", "sailed", "spanstone.instance.stopped", "HARBOUR");
    tell(product, "tower", "t1", "registry.registered_instances", "BUOY");
    awaitInstances(product, fleet, 2);
    awaitInstances(product, "harbour", 2);
    awaitInstances(product, "buoy", 1);
  }

  /**
   * Finds a name for the fleet, and one ship of it is lost. What is stored together is taken to be
   * as new as the newest of it, and metrics of other tests may still come: then another fleet is
   * sent.
   */
  private static void reportTheLost(Product product) throws IOException, InterruptedException {
    String state = "";
    for (int i = 1; !state.equals("lost"); i++) {
      Assertions.assertThat(i).as("tries").isLessThanOrEqualTo(TRIES);
      if (i > 1) { // not in step with what comes at intervals
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(3_000));
      }
      fleet = "fleet" + i;
      report(product, "fleet-2", "2.3.9", begin.minus(BEFORE));
      state = awaitInstances(product, fleet, 1).at("/instances/0/state").asText();
    }
  }

  private static JsonNode awaitInstances(Product product, String service, int count)
      throws IOException, InterruptedException {
    return Await.until(
        () -> product.find("/api/v1/services/" + service + "/instances"),
        (JsonNode answer) -> answer.get("instances").size() == count);
  }

  @Test
  void theLostStandBeforeTheLiving(Product product, Tab tab) {
    tab.open(product, "/instances?filter=" + fleet);

    Locator rows = tab.page().locator("tbody tr");
    assertThat(rows).hasCount(2);
    assertThat(rows.nth(0).locator("[data-column=state]")).hasText("Lost");
    assertThat(rows.nth(0).locator("[data-column=version]")).hasText("2.3.9");
    long minutes = Duration.between(begin.minus(BEFORE), Instant.now()).toMinutes();
    assertThat(rows.nth(0).locator("[data-column=heard]"))
        .hasText(Pattern.compile("(%d|%d) min. ago".formatted(minutes, minutes + 1)));
    assertThat(rows.nth(1).locator("[data-column=state]")).hasText("Up");
    assertThat(rows.nth(1).locator("[data-column=host]")).hasText("rack-7");
    assertThat(rows.nth(1).locator("[data-column=started]")).hasText("3 hr. ago");
  }

  @Test
  void theStateIsChosenInTheAddress(Product product, Tab tab) {
    tab.open(product, "/instances?filter=" + fleet);
    tab.page().locator(".segments button").filter(hasText("Lost")).click();

    assertThat(tab.page()).hasURL(Pattern.compile("filter=" + fleet + "&state=lost$"));
    assertThat(tab.page().locator("tbody tr")).hasCount(1);
    tab.page().reload();
    assertThat(tab.page().locator(".instance-id")).hasText("fleet-2");
    tab.link(fleet).click();
    assertThat(tab.heading()).hasText(fleet);
  }

  @Test
  void whoToldThatItGoesIsNotLost(Product product, Tab tab) {
    tab.open(product, "/instances?filter=harbour");

    Locator rows = tab.page().locator("tbody tr");
    assertThat(rows.nth(0).locator("[data-column=state]")).hasText("Up");
    assertThat(rows.nth(0).locator("[data-column=registration]")).hasText("Eureka UP");
    assertThat(rows.nth(1).locator("[data-column=state]")).hasText("Stopped");
    assertThat(rows.nth(1).locator("[data-column=registration]")).hasText("");
  }

  @Test
  void whoIsNotHeardForAWhileIsLate(Product product, Tab tab) {
    Instant end = begin.minus(BEFORE).plus(Duration.ofMinutes(5));
    tab.open(
        product,
        "/instances?filter=" + fleet + "&start=" + end.minus(Duration.ofHours(1)) + "&end=" + end);

    Locator rows = tab.page().locator("tbody tr");
    assertThat(rows).hasCount(1);
    assertThat(rows.locator("[data-column=state]")).hasText("Late");
  }

  @Test
  void whoIsRegisteredAndSendsNothingIsSilent(Product product, Tab tab) {
    tab.open(product, "/instances?filter=buoy");

    Locator rows = tab.page().locator("tbody tr");
    assertThat(rows).hasCount(1);
    assertThat(rows.locator("[data-column=state]")).hasText("Silent");
    assertThat(rows.locator("[data-column=registration]")).hasText("Eureka UP");
    assertThat(rows.locator("[data-column=host]")).hasText("quay-1");
    assertThat(rows.locator("[data-column=heard]")).hasText("");
  }

  @Test
  void aTimeWithoutDataSaysWhatToDo(Product product, Tab tab) {
    tab.open(product, "/instances?start=2020-01-01T00:00:00Z&end=2020-01-01T01:00:00Z");

    assertThat(tab.page().locator(".empty h2")).hasText("No instance was heard in this time");
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /** An instance says this of a registration, its own or another one, now. */
  private static void tell(
      Product product, String service, String id, String metric, String application)
      throws IOException, InterruptedException {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request
        .addResourceMetricsBuilder()
        .setResource(
            Resource.newBuilder()
                .addAttributes(attribute("service.name", service))
                .addAttributes(attribute("service.instance.id", id))
                .addAttributes(attribute("host.name", "quay-1")))
        .addScopeMetricsBuilder()
        .addMetricsBuilder()
        .setName(metric)
        .getGaugeBuilder()
        .addDataPoints(
            NumberDataPoint.newBuilder()
                .setTimeUnixNano(Instant.now().toEpochMilli() * 1_000_000)
                .addAttributes(attribute("registry.type", "eureka"))
                .addAttributes(attribute("registry.application", application))
                .addAttributes(attribute("registry.instance_id", "quay-1:" + application))
                .addAttributes(attribute("registry.status", "UP"))
                .addAttributes(attribute("registry.host", "quay-1"))
                .setAsInt(1));
    Otlp.send(product, "/v1/metrics", request.build());
  }

  private static void report(Product product, String id, String version, Instant time)
      throws IOException, InterruptedException {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request
        .addResourceMetricsBuilder()
        .setResource(
            Resource.newBuilder()
                .addAttributes(attribute("service.name", fleet))
                .addAttributes(attribute("service.instance.id", id))
                .addAttributes(attribute("service.version", version))
                .addAttributes(attribute("host.name", "rack-7"))
                .addAttributes(
                    attribute(
                        "process.creation.time", begin.minus(Duration.ofHours(3)).toString())))
        .addScopeMetricsBuilder()
        .addMetricsBuilder()
        .setName("jvm.thread.count")
        .getGaugeBuilder()
        .addDataPoints(
            NumberDataPoint.newBuilder()
                .setTimeUnixNano(time.toEpochMilli() * 1_000_000)
                .setAsInt(4));
    Otlp.send(product, "/v1/metrics", request.build());
  }
}
