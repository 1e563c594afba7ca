package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class ServicesPageTest {
  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    Traces.failedOrder(product, "-in-a");
    Traces.failedOrder(product, "-in-服务/x");
    Set<String> sent = Set.of("orders-in-a", "orders-in-服务/x");
    // Figures come from metrics, which are stored a little later than the spans.
    Await.until(
        () -> product.find("/api/v1/services"),
        (JsonNode answer) -> failing(answer).containsAll(sent));
  }

  private static Set<String> failing(JsonNode answer) {
    Set<String> names = new HashSet<>();
    for (JsonNode service : answer.get("services")) {
      if (service.get("errorRate").asDouble() == 1) {
        names.add(service.get("name").asText());
      }
    }
    return names;
  }

  @Test
  void listsServicesWithTheirFigures(Product product, Tab tab) {
    tab.open(product, "/services");

    Locator row = rowOf(tab, "orders-in-a");
    assertThat(row.locator("[data-column=errors]")).hasText("100 %");
    assertThat(row.locator("[data-column=p95]")).hasText(Pattern.compile("^(39\\d|40\\d) ms$"));
    assertThat(row.locator("[data-column=instances]")).hasText("1");
  }

  @Test
  void sortingAndFilteringAreInTheAddress(Product product, Tab tab) {
    tab.open(product, "/services");
    tab.page().getByTitle("Sort by Service").click();
    tab.field("Filter services").fill("orders-in-");
    assertThat(tab.page()).hasURL(Pattern.compile("sort=name&filter=orders-in-$"));

    tab.page().reload();

    assertThat(tab.page().locator("tbody .service-text"))
        .hasText(new String[] {"orders-in-a", "orders-in-服务/x"});
    assertThat(tab.page().locator("th[aria-sort=ascending]")).hasText("Service");
  }

  @Test
  void aServiceLeadsToItsOperationsAndTheirTraces(Product product, Tab tab) {
    tab.open(product, "/services?range=6h&filter=payments-in-a");
    tab.link("payments-in-a").click();

    assertThat(tab.heading()).hasText("payments-in-a");
    assertThat(tab.page().locator(".figures dd").nth(1)).hasText("100 %");
    operation(tab, "POST /charges").click();

    assertThat(tab.heading()).hasText("Traces");
    assertThat(tab.page().locator(".trace-row")).hasCount(1);
    assertThat(tab.page())
        .hasURL(
            Pattern.compile(
                "range=6h&service=payments-in-a&operation=POST\\+%2Fcharges&kind=server$"));
  }

  @Test
  void aNameMayHaveAnyCharacters(Product product, Tab tab) {
    tab.open(product, "/services?filter=orders-in-服务/x");
    tab.link("orders-in-服务/x").click();

    assertThat(operation(tab, "POST /orders")).isVisible();
    tab.page().reload();
    assertThat(tab.heading()).hasText("orders-in-服务/x");
    assertThat(operation(tab, "POST /orders")).isVisible();
  }

  @Test
  void aTimeWithoutDataSaysWhatToDo(Product product, Tab tab) {
    tab.open(product, "/services?start=2020-01-01T00:00:00Z&end=2020-01-01T01:00:00Z");

    assertThat(tab.page().locator(".empty h2")).hasText("No service was heard in this time");
    tab.button("Last 7 days").click();
    assertThat(rowOf(tab, "orders-in-a")).isVisible();
  }

  private static Locator operation(Tab tab, String name) {
    return tab.page().locator("a.row-link[title='" + name + "']");
  }

  private static Locator rowOf(Tab tab, String service) {
    return tab.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(service));
  }
}
