package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages make of a server that does not answer as it should. */
@ExtendWith({RunningProduct.class, Chromium.class})
class ProblemTest {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/services",
          "/services/shop",
          "/services/shop/jvm",
          "/explore",
          "/explore?expr=up",
          "/logs",
          "/logs/patterns",
          "/logs/exceptions",
          "/traces",
          "/traces/" + "a".repeat(32),
          "/alerts",
          "/alerts/history",
          "/alerts/rules",
          "/alerts/rules/of-nobody",
          "/alerts/slos",
          "/alerts/silences",
          "/alerts/notifiers",
          "/alerts/notifiers/of-nobody",
          "/status");

  @Test
  void aProblemIsShownInPlaceAndRetryGoesOn(Product product, Tab tab) {
    tab.expectFailedLoads();
    answerApi(
        tab,
        route ->
            fulfill(
                route,
                503,
                "application/problem+json",
                "{\"title\":\"Storage is away\",\"status\":503,\"detail\":\"Try again soon.\"}"));
    for (String path : PAGES) {
      tab.open(product, path);
      Locator problem = tab.page().locator(".problem").first();
      assertThat(problem.locator("h2")).hasText("Storage is away 503");
      assertThat(problem).containsText("Try again soon.");
    }
    tab.page().unroute("**/api/v1/**");
    tab.open(product, "/status");
    assertThat(tab.page().locator(".problem")).hasCount(0);
  }

  @Test
  void retryAsksAgainAndTakesTheProblemAway(Product product, Tab tab) {
    tab.expectFailedLoads();
    AtomicInteger requests = new AtomicInteger();
    answerApi(
        tab,
        route -> {
          if (requests.getAndIncrement() == 0) {
            fulfill(route, 500, "text/plain", "oops");
          } else {
            route.resume();
          }
        });
    tab.open(product, "/services");
    assertThat(tab.page().locator(".problem h2")).containsText("500");

    tab.button("Retry").click();

    assertThat(tab.page().locator(".problem")).hasCount(0);
    assertThat(tab.page().locator(".toolbar-note")).containsText("service");
  }

  @Test
  void anAnswerOfAnotherShapeIsNamed(Product product, Tab tab) {
    answerApi(
        tab,
        route -> fulfill(route, 200, "application/json", "{\"services\":[{\"name\":{\"a\":1}}]}"));
    tab.open(product, "/services");

    assertThat(tab.page().locator(".problem h2")).hasText("The answer cannot be read");
    assertThat(tab.page().locator(".problem-detail")).hasText("services[0].name should be a text");
  }

  @Test
  void anAnswerOfAnotherTypeIsNotRead(Product product, Tab tab) {
    answerApi(tab, route -> fulfill(route, 200, "text/html", "<h1>Log in</h1>"));
    tab.open(product, "/status");

    assertThat(tab.page().locator(".problem-detail")).hasText("application/json ≠ text/html");
  }

  @Test
  void aServerOutOfReachIsSaidToBe(Product product, Tab tab) {
    tab.expectFailedLoads();
    answerApi(tab, Route::abort);
    tab.open(product, "/traces");

    assertThat(tab.page().locator(".problem h2")).hasText("Spanstone cannot be reached");
  }

  @Test
  void aPageWhoseModuleDoesNotComeSaysSoAndRetryBringsIt(Product product, Tab tab) {
    tab.expectFailedLoads();
    String module = "**/assets/app/pages/traces.js";
    tab.page().route(module, Route::abort);
    tab.open(product, "/services");
    assertThat(tab.heading()).hasText("Services");
    tab.navigation("Traces").click();
    assertThat(tab.page().locator(".problem h2")).hasText("Spanstone cannot be reached");
    assertThat(tab.page()).hasTitle("Spanstone cannot be reached · Spanstone");

    tab.page().unroute(module);
    tab.button("Retry").click();

    assertThat(tab.heading()).hasText("Traces");
  }

  @Test
  void markupInTelemetryStaysText(Product product, Tab tab) {
    String hostile = "<img src=x onerror=alert(1)>";
    answerApi(
        tab,
        route ->
            fulfill(
                route,
                200,
                "application/json",
                """
                {"services":[{"name":"%s","namespace":"","instances":1,"ratePerSecond":1,
                 "errorRate":0,"p50Nanos":1,"p95Nanos":1,"p99Nanos":1,
                 "lastSeen":"2026-01-01T00:00:00Z"}],"complete":true}
                """
                    .formatted(hostile)));
    tab.open(product, "/services");

    assertThat(tab.page().locator("tbody .service-text")).hasText(hostile);
    assertThat(tab.page().locator("img")).hasCount(0);
  }

  @ParameterizedTest
  @CsvSource({"traces, No trace found", "logs, No log line found"})
  void aSearchThatRanOutOfTimeSaysHowFarItCameAndGoesOn(
      String searched, String nothing, Product product, Tab tab) {
    AtomicInteger requests = new AtomicInteger();
    answerApi(
        tab,
        route -> {
          if (!route.request().url().contains("/" + searched + "?")) {
            route.resume();
          } else {
            String rest =
                requests.getAndIncrement() == 0
                    ? "false,\"scannedUntil\":\"2026-01-01T00:00:00Z\",\"cursor\":\"on\"}"
                    : "true,\"cursor\":null}";
            fulfill(
                route, 200, "application/json", "{\"" + searched + "\":[],\"complete\":" + rest);
          }
        });
    tab.open(product, "/" + searched);
    assertThat(tab.page().locator(".continuation")).containsText("The time to search ran out");

    tab.button("Search on").click();

    assertThat(tab.page().locator(".empty h2")).hasText(nothing);
  }

  private static void answerApi(Tab tab, Consumer<Route> answer) {
    tab.page().route("**/api/v1/**", answer);
  }

  private static void fulfill(Route route, int status, String type, String body) {
    route.fulfill(new FulfillOptions().setStatus(status).setContentType(type).setBody(body));
  }
}
