package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dashboards in the browser. */
@ExtendWith({RunningProduct.class, Chromium.class})
class DashboardsPageTest {
  private static final String CLASSES = "jvm_class_count{instance=\\\"boarded\\\"}";

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    JvmMetrics.send(product, "boarded", "boarded");
  }

  @Test
  void aQueryOfTheExplorerBecomesADashboardThatIsChanged(Product product, Tab tab) {
    tab.expectFailedLoads();
    tab.open(product, "/explore?expr=jvm_class_count%7Binstance%3D%22boarded%22%7D");
    tab.button("Add to a dashboard").click();
    tab.link("A new dashboard").click();
    tab.field("Name").fill("Classes of the page");
    tab.field("Title").fill("Loaded classes");
    tab.button("Create dashboard").click();

    assertThat(tab.page()).hasURL(Pattern.compile("/dashboards/[0-9a-f]{16}$"));
    assertThat(tab.heading()).hasText("Dashboards / Classes of the page");
    assertThat(tab.page().locator(".legend-value")).hasText("9,876");

    tab.button("Edit").click();
    tab.button("Edit Loaded classes").click();
    Locator editor = tab.page().getByLabel("Query 1").and(tab.page().locator("textarea"));
    editor.fill("sum(");
    editor.blur();
    tab.button("Save").click();
    assertThat(tab.page().locator(".board-form .query-fault")).isVisible();
    assertThat(editor).hasAttribute("aria-invalid", "true");

    tab.page().onceDialog(Dialog::dismiss);
    tab.link("Services").click();
    assertThat(editor).hasValue("sum(");
    tab.button("中文").click();
    tab.button("English").click();
    assertThat(tab.button("Save")).isEnabled();
    tab.page().onceDialog(Dialog::accept);
    tab.button("Cancel").click();
    assertThat(tab.page().locator(".legend-value")).hasText("9,876");
  }

  @Test
  void valuesAreEscapedWhereTheLanguageHasStrings(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "dashboards/fill.js",
                """
                ({ fillPromql, fillLogs }) => [
                  fillPromql("# it's\\nup{a=~\\"$job\\"}", { job: ["a.b", "c"] }),
                  fillPromql("up{a='$job'} * $n", { job: ["it's"], n: ["5"] }),
                  fillLogs("it's \\"a $job\\" $job", { job: ["x y"] }),
                ]
                """,
                null))
        .isEqualTo(
            List.of(
                "# it's\nup{a=~\"(a\\\\.b|c)\"}", "up{a='it\\'s'} * 5", "it's \"a x y\" \"x y\""));
  }

  @Test
  void panelsFailAloneVariablesAreChosenAndConflictsAreSolved(Product product, Tab tab) {
    tab.expectFailedLoads();
    String board =
        """
        {"name":"%s","variables":[{"name":"instance","title":"Instances","label":"instance","match":"jvm_class_count","multi":true}],
         "panels":[
          {"title":"Memory of $instance","type":"timeseries","queries":[{"expr":"sum by (jvm_memory_pool_name) (jvm_memory_used_bytes{instance=~\\"$instance\\"})","legend":"{{jvm_memory_pool_name}}"}]},
          {"title":"Classes","description":"Of $instance","type":"stat","queries":[{"expr":"%s"}],"thresholds":[{"value":9000,"level":"critical"}]},
          {"title":"Broken","type":"stat","queries":[{"expr":"jvm_memory_used_bytes * on (instance) jvm_memory_used_bytes"}]},
          {"title":"Pools","type":"table","queries":[{"expr":"jvm_memory_used_bytes{instance=~\\"$instance\\"}","legend":"Used"}]}]}
        """;
    String boards = product.url("/api/v1/dashboards").toString();
    APIResponse created =
        tab.page().request().post(boards, json(board.formatted("Contended", CLASSES)));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String path = created.headers().get("location");

    tab.open(product, path.replace("/api/v1", ""));
    assertThat(panel(tab, "Memory of All").locator(".legend li")).not().hasCount(0);
    assertThat(panel(tab, "Classes").locator(".board-stat-value")).hasText("9,876");
    assertThat(panel(tab, "Classes").locator("[data-level=critical]")).hasCount(1);
    assertThat(panel(tab, "Broken").locator(".problem")).isVisible();
    tab.page().locator(".board-several").click();
    tab.page()
        .locator(".board-options")
        .getByText("boarded", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(tab.page()).hasURL(Pattern.compile("var\\.instance=boarded"));
    tab.button("About Classes").press("Enter");
    assertThat(tab.page().locator(".hint-text")).hasText("Of boarded");
    tab.page().keyboard().press("Escape");
    assertThat(tab.button("About Classes")).isFocused();
    assertThat(panel(tab, "Memory of boarded").locator(".legend-label"))
        .hasText(new String[] {"G1 Eden Space", "G1 Old Gen"});
    assertThat(panel(tab, "Pools").locator("tbody tr")).hasCount(2);

    tab.button("Edit").click();
    tab.button("Edit Pools").click();
    tab.button("Add a threshold").click();
    assertThat(panel(tab, "Pools").locator("[data-level=critical]")).hasCount(0);
    tab.button("Remove the threshold").click();
    tab.field("Name").first().fill("Mine");
    tab.button("Move Classes forward").click();
    APIResponse changed =
        tab.page()
            .request()
            .put(
                product.url(path).toString(),
                json(board.formatted("ByAnother", CLASSES))
                    .setHeader("If-Match", created.headers().get("etag")));
    assertThat(changed.status()).isEqualTo(200);
    tab.button("Save").click();
    assertThat(tab.page().locator(".problem h2").first())
        .hasText("Somebody else has changed it meanwhile");
    tab.button("Replace it with mine").click();

    assertThat(tab.heading()).hasText("Dashboards / Mine");
    assertThat(tab.page().locator(".board-panel h3").first()).hasText("Classes");
  }

  @Test
  void dashboardsAreImportedDuplicatedAndDeleted(Product product, Tab tab) {
    tab.open(product, "/dashboards");
    tab.button("Import").click();
    String grafana =
        """
        {"title":"From Grafana","schemaVersion":39,"panels":[
          {"type":"text","title":"Hello"},
          {"type":"timeseries","title":"Classes","targets":[{"refId":"A","expr":"%s"}]}]}
        """
            .formatted(CLASSES);
    tab.page()
        .locator("input[type=file]")
        .setInputFiles(
            new FilePayload("grafana.json", "application/json", grafana.getBytes(UTF_8)));
    assertThat(tab.page().locator(".board-losses li"))
        .hasText("Hello is left out: panels of type 'text' are not known here");
    tab.button("Create it with 1 panel").click();
    assertThat(tab.page().locator(".legend-value")).hasText("9,876");

    tab.link("Dashboards").first().click();
    tab.page().getByPlaceholder("Filter dashboards").fill("from grafana");
    tab.button("Duplicate From Grafana").click();
    assertThat(tab.heading()).hasText("Dashboards / From Grafana (copy)");
    tab.open(product, "/dashboards?filter=from+grafana");
    Locator rows = tab.page().locator(".boards tbody tr");
    assertThat(rows).hasCount(2);
    rows.last().locator(".remove-button").click();
    tab.button("Delete it").click();
    assertThat(rows).hasCount(1);
  }

  @Test
  void whatIsSavedAndChosenStaysInAnotherLanguage(Product product, Tab tab) {
    String board =
        "{\"name\":\"Before\",\"range\":\"6h\",\"panels\":[{\"title\":\"Classes\",\"type\":\"stat\","
            + "\"queries\":[{\"expr\":\"%s\"}]}]}".formatted(CLASSES);
    String boards = product.url("/api/v1/dashboards").toString();
    APIResponse created = tab.page().request().post(boards, json(board));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String path = created.headers().get("location");
    tab.open(product, path.replace("/api/v1", ""));
    assertThat(tab.page()).hasURL(Pattern.compile("[?]range=6h$"));
    tab.page().getByTitle("Time range").click();
    tab.button("Last hour").click();
    assertThat(tab.page()).not().hasURL(Pattern.compile("range="));

    tab.button("Edit").click();
    tab.field("Name").first().fill("After");
    AtomicReference<Route> save = new AtomicReference<>();
    tab.page()
        .route(
            product.url(path).toString(),
            route -> {
              if (route.request().method().equals("PUT")) {
                save.set(route);
              } else {
                route.resume();
              }
            });
    tab.button("Save").click();
    tab.page().waitForCondition(() -> save.get() != null);
    tab.button("中文").click();
    assertThat(tab.heading()).containsText("After");
    assertThat(tab.page().locator("html")).hasAttribute("lang", "zh");
    save.get().resume();
    assertThat(tab.field("名称")).hasCount(0);
    assertThat(tab.heading()).containsText("After");
    tab.button("English").click();
    assertThat(tab.heading()).hasText("Dashboards / After");
    assertThat(tab.page().getByTitle("Time range")).hasText("Last hour");
    assertThat(tab.page()).not().hasURL(Pattern.compile("range="));
  }

  @Test
  void whatIsChosenStandsInQueriesAsItself(Product product, Tab tab) {
    Object filled =
        tab.call(
            product,
            "dashboards/fill.js",
            """
            ({ fillPromql, fillLogs, fillText }) => {
              const fillings = { s: ['a.b"c'], m: ["a", "b|c"], all: [], __interval: "30s" };
              return [
                fillPromql('up{a="$s", b=~"$s", c=~"x$m", d!~"${all}"}', fillings),
                fillPromql('topk($s, up[$__interval]) $1 $unknown', fillings),
                fillLogs('service:$s body:$m level:$all "x $s"', fillings),
                fillText("Calls of $m and $all", fillings, "any"),
              ];
            }
            """,
            null);
    assertThat(filled)
        .isEqualTo(
            Arrays.asList(
                "up{a=\"a.b\\\"c\", b=~\"a\\\\.b\\\"c\", c=~\"x(a|b\\\\|c)\", d!~\".*\"}",
                "topk(a.b\"c, up[30s]) $1 $unknown",
                "service:\"a.b\\\"c\" body:(a OR \"b|c\") level:* \"x a.b\\\"c\"",
                "Calls of a, b|c and any"));
  }

  private static Locator panel(Tab tab, String title) {
    return tab.page().locator("section[aria-label='" + title + "']");
  }

  private static RequestOptions json(String body) {
    return RequestOptions.create().setHeader("Content-Type", "application/json").setData(body);
  }
}
