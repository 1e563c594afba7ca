package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.RequestOptions;
import com.sun.net.httpserver.HttpServer;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do about alerts, in the browser. */
@ExtendWith({RunningProduct.class, Chromium.class})
class AlertsPageTest {
  private static final double EVALUATED_MILLIS = 90_000;

  @Test
  void aRuleIsWrittenItsAlertTakenOverAndSilenced(Product product, Tab tab)
      throws IOException, InterruptedException {
    write(product, tab);

    tab.link("Active").click();
    Locator alert = tab.page().locator(".alert").filter(hasText("PageAlert"));
    assertThat(alert).isVisible(new IsVisibleOptions().setTimeout(EVALUATED_MILLIS));
    assertThat(alert.locator(".alert-severity")).hasText("critical");
    assertThat(alert.locator(".alert-summary")).hasText("The value is 7");
    assertThat(alert.locator(".alert-links a").first())
        .hasAttribute("href", Pattern.compile("^/explore\\?expr=vector"));

    alert.locator(".alert-actions button").filter(hasText("Acknowledge")).click();
    tab.field("Your name").fill("ada");
    tab.field("Comment").fill("on it");
    tab.button("Take it over").click();
    assertThat(alert.locator(".alert-taken")).containsText("ada has it");
    assertThat(alert.locator(".alert-taken .alert-comment")).hasText("on it");

    alert.locator(".alert-actions button").filter(hasText("Silence")).click();
    assertThat(tab.field("Your name")).hasValue("ada");
    tab.field("Comment").fill("until it is mended");
    switchLanguages(tab);
    alert.locator(".alert-form button[type=submit]").click();
    assertThat(alert.locator(".alert-mark")).hasText("Silenced");

    alert.locator(".alert-mark").click();
    Locator silence = tab.page().locator(".silence").filter(hasText("until it is mended"));
    assertThat(silence.locator(".matcher-chips")).containsText("alertname = \"PageAlert\"");
    silence.locator("button").filter(hasText("End now")).click();
    assertThat(silence).hasCount(0);

    tab.open(product, "/alerts/history?refresh=5s");
    Locator entries = tab.page().locator(".history-entry");
    assertThat(entries.filter(hasText("Fires PageAlert"))).hasCount(1);
    assertThat(entries.filter(hasText("Taken over PageAlert"))).containsText("on it");
    assertThat(entries.filter(hasText("Silence begun PageAlert")))
        .containsText("until it is mended");
    assertThat(tab.page().locator(".lane").filter(hasText("PageAlert"))).hasCount(1);

    remove(product, tab);
  }

  @Test
  void whatIsWrongStandsAtItsField(Product product, Tab tab) {
    tab.expectFailedLoads();
    tab.open(product, "/alerts/rules/new");
    expression(tab).fill("rate(errors_total[5m");
    expression(tab).blur();
    assertThat(tab.page().locator(".rule-query .query-fault")).isVisible();
    assertThat(tab.page().locator(".rule-query .query-fault-place")).hasText("21");
    assertThat(tab.page().locator(".trial-note")).hasText("The condition cannot be tried yet.");

    expression(tab).fill("vector(1)");
    expression(tab).blur();
    assertThat(tab.page().locator(".query-fault")).hasCount(0);
    tab.field("summary").fill("{{ $nobody }}");
    tab.button("Create rule").click();

    assertThat(tab.page().locator(".rule-form .problem h2")).hasText("2 faults to mend");
    assertThat(tab.field("Name")).hasAttribute("aria-invalid", "true");
    assertThat(tab.field("summary")).hasAttribute("aria-invalid", "true");
    tab.field("Name").fill("Named");
    assertThat(tab.field("Name")).hasAttribute("aria-invalid", "false");

    switchLanguages(tab);
    assertThat(tab.field("Name")).hasValue("Named");
    assertThat(tab.field("summary")).hasValue("{{ $nobody }}");
  }

  @Test
  void whatAnotherChangedIsNotOverwritten(Product product, Tab tab) throws IOException {
    tab.expectFailedLoads();
    String rules = product.url("/api/v1/alert-rules").toString();
    String rule = "{\"name\":\"%s\",\"expr\":\"vector(1)\",\"enabled\":false}";
    APIResponse created = tab.page().request().post(rules, json(rule.formatted("Contended")));
    String path = created.headers().get("location");
    tab.open(product, path.replace("/api/v1/alert-rules", "/alerts/rules"));
    assertThat(tab.field("Name")).hasValue("Contended");
    APIResponse changed =
        tab.page()
            .request()
            .put(
                product.url(path).toString(),
                json(rule.formatted("ByAnother"))
                    .setHeader("If-Match", created.headers().get("etag")));
    assertThat(changed.status()).isEqualTo(200);

    tab.field("Name").fill("Mine");
    tab.button("Save").click();
    assertThat(tab.page().locator(".problem h2")).hasText("Somebody else has changed it meanwhile");
    tab.button("Show what it is now").click();

    assertThat(tab.field("Name")).hasValue("ByAnother");
    tab.button("Delete").click();
    tab.button("Delete the rule").click();
    assertThat(tab.page()).hasURL(Pattern.compile("/alerts/rules$"));
    assertThat(tab.page().locator("main")).not().containsText("ByAnother");
  }

  @Test
  void aNotifierIsWrittenAndItsReceiverAnswersATest(Product product, Tab tab) throws IOException {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          byte[] answer = "thank you".getBytes(UTF_8);
          exchange.sendResponseHeaders(202, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    receiver.start();
    try {
      tab.expectFailedLoads();
      tab.open(product, "/alerts/notifiers/new");
      tab.field("Name").fill("Page hook");
      switchLanguages(tab);
      tab.button("Rules that name it").click();
      tab.page().locator("summary").filter(hasText("Limits")).click();
      tab.field("Notices a minute").fill("many");
      tab.button("Create notifier").click();
      assertThat(tab.field("URL")).hasAttribute("aria-invalid", "true");
      assertThat(tab.field("Notices a minute")).hasAttribute("aria-invalid", "true");
      tab.field("Notices a minute").fill("30");
      tab.field("URL").fill("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
      tab.button("Create notifier").click();
      Locator notifier = tab.page().locator(".notifier").filter(hasText("Page hook"));
      assertThat(notifier.locator(".delivery")).containsText("It was told nothing yet.");
      notifier.locator("button").filter(hasText("Send a test")).click();
      assertThat(notifier.locator(".notifier-answer")).containsText("answered 202");
      assertThat(notifier.locator(".notifier-answer code")).hasText("thank you");
      switchLanguages(tab);
      assertThat(notifier.locator(".notifier-answer")).containsText("answered 202");

      notifier.locator("a").filter(hasText("Edit")).click();
      tab.field("Repeat after").fill("2h");
      tab.button("Save").click();
      notifier.locator("a").filter(hasText("Edit")).click();
      assertThat(tab.field("Repeat after")).hasValue("2h");
      assertThat(tab.field("Notices a minute")).hasValue("30");
      tab.button("Delete").click();
      tab.button("Delete the notifier").click();
      assertThat(tab.heading()).hasText("Alerts");
      assertThat(notifier).hasCount(0);
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void anObjectiveIsWrittenChangedAndDeleted(Product product, Tab tab) {
    tab.expectFailedLoads();
    tab.open(product, "/alerts/slos");
    tab.button("New objective").click();
    assertThat(tab.field("Name")).isFocused();
    tab.button("Cancel").press("Enter");
    assertThat(tab.button("New objective")).isFocused();
    tab.button("New objective").press("Enter");
    tab.field("Name").fill("Pages work");
    tab.field("Objective in %").fill("many");
    tab.field("Service").fill("page-slo");
    switchLanguages(tab);
    tab.button("Create objective").click();
    assertThat(tab.field("Objective in %")).hasAttribute("aria-invalid", "true");
    tab.field("Objective in %").fill("99.5");
    tab.button("Create objective").click();

    Locator objective = tab.page().locator(".slo").filter(hasText("Pages work"));
    assertThat(objective.locator(".silence-time")).hasText("99.5 % over 30d");
    assertThat(objective.locator(".budget")).isVisible();
    assertThat(objective.locator(".burn-rates dt").first()).hasText("5m");
    assertThat(objective.locator(".burn-rates dt").last()).hasText("30d");
    assertThat(objective.locator(".slo-course canvas")).isVisible();
    tab.button("Edit").click();
    tab.field("Window").fill("7d");
    AtomicReference<Route> save = new AtomicReference<>();
    tab.page().route("**/api/v1/slos/*", route -> holdSave(route, save));
    tab.button("Save").click();
    tab.page().waitForCondition(() -> save.get() != null);
    tab.button("中文").click();
    assertThat(tab.page().locator("html")).hasAttribute("lang", "zh");
    assertThat(objective.locator("form")).isVisible();
    save.get().resume();
    assertThat(objective.locator("form")).hasCount(0);
    assertThat(objective.locator(".silence-time")).containsText("7d");
    tab.button("English").click();
    assertThat(objective.locator(".silence-time")).hasText("99.5 % over 7d");
    assertThat(objective.locator(".burn-rates dt").last()).hasText("7d");
    tab.button("Delete").click();
    tab.button("Delete the objective").click();
    assertThat(objective).hasCount(0);
  }

  private static void holdSave(Route route, AtomicReference<Route> save) {
    if (route.request().method().equals("PUT")) {
      save.set(route);
    } else {
      route.resume();
    }
  }

  /** What is being written stays. */
  private static void switchLanguages(Tab tab) {
    tab.button("中文").click();
    tab.button("English").click();
  }

  private static void write(Product product, Tab tab) {
    tab.open(product, "/alerts/rules/new");
    tab.field("Name").fill("PageAlert");
    tab.field("Severity").fill("critical");
    expression(tab).fill("vector(7) > 5");
    expression(tab).blur();
    tab.field("Must hold for").fill("0s");
    tab.field("Evaluate every").fill("5s");
    tab.field("summary").fill("The value is {{ $value }}");
    assertThat(tab.page().locator(".trial h3")).hasText("Would have fired once");
    assertThat(tab.page().locator(".rule-preview .legend")).containsText("threshold");
    assertThat(tab.page().locator(".firing-band")).hasCount(1);
    tab.button("Create rule").click();

    Locator row = tab.page().locator("tbody tr").filter(hasText("PageAlert"));
    assertThat(row.locator("code")).hasText("vector(7) > 5");
  }

  /** Other tests look at what fires, too. */
  private static void remove(Product product, Tab tab) throws IOException, InterruptedException {
    tab.link("Rules").click();
    tab.link("PageAlert").click();
    tab.button("Delete").click();
    tab.button("Delete the rule").click();
    assertThat(tab.page()).hasURL(Pattern.compile("/alerts/rules"));
    Await.until(
        () -> product.find("/api/v1/alerts"),
        (JsonNode answer) -> !answer.get("alerts").toString().contains("PageAlert"));
  }

  private static Locator expression(Tab tab) {
    return tab.page().locator("textarea[aria-label=Expression]");
  }

  private static RequestOptions json(String body) {
    return RequestOptions.create().setHeader("Content-Type", "application/json").setData(body);
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
