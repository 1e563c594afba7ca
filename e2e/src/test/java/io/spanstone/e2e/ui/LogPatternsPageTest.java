package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class LogPatternsPageTest {
  private static final String HERE = "/logs/patterns?service=patterned";

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    LogLines lines = new LogLines("patterned");
    for (int i = 0; i < 30; i++) {
      lines.add(Instant.now(), "INFO", "Received order " + i + " in " + i + " ms");
    }
    for (String name : List.of("ann", "bob", "eve", "joe", "sam")) {
      lines.add(Instant.now(), "WARN", "user " + name + " left <early>");
    }
    lines.send(product).awaitStored(product);
    Await.until(
        () -> product.find("/api/v1/logs/patterns?service=patterned"),
        patterns -> patterns.get("total").asInt() == 2);
  }

  @Test
  void patternsAreListedWithTheirNumbers(Product product, Tab tab) {
    tab.open(product, HERE);

    Locator first = rows(tab).first();
    assertThat(first.locator(".template")).hasText("Received order <*> in <*>");
    assertThat(first.locator(".template-value")).hasCount(2);
    assertThat(first.locator("[data-column=count]")).hasText("30");
    assertThat(first.locator(".badge")).hasText(new String[] {"new"});
    assertThat(first.locator(".pattern-example"))
        .hasText(Pattern.compile("Received order \\d+ in \\d+ ms"));
    assertThat(rows(tab).nth(1).locator(".template")).hasText("user <*> left <early>");
    assertThat(rows(tab).nth(1).locator(".log-level")).hasText("Warn");
  }

  @Test
  void aPatternLeadsToItsLinesAlsoIfItIsMadeOfSeveral(Product product, Tab tab) {
    tab.open(product, HERE);
    rows(tab).nth(1).getByRole(AriaRole.LINK).click();

    assertThat(tab.page()).hasURL(Pattern.compile("/logs\\?query=pattern.*service=patterned"));
    assertThat(tab.page().locator(".log")).hasCount(5);
    tab.page().locator(".log-toggle").first().click();
    tab.link("Lines like this").click();
    assertThat(tab.page().locator(".log")).hasCount(1);
  }

  @Test
  void patternsAreSortedAndNarrowed(Product product, Tab tab) {
    tab.open(product, HERE);
    assertThat(rows(tab)).hasCount(2);
    tab.button("Level").click();
    assertThat(rows(tab).first().locator(".log-level")).hasText("Warn");
    tab.field("Filter patterns").fill("order");
    assertThat(rows(tab)).hasCount(1);
    tab.field("Filter patterns").fill("");
    tab.page()
        .getByLabel("Levels")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Error"))
        .click();

    assertThat(tab.page().locator(".empty h2")).hasText("No pattern found");
  }

  private static Locator rows(Tab tab) {
    return tab.page()
        .getByRole(AriaRole.TABLE, new GetByRoleOptions().setName("Patterns"))
        .locator("tbody tr");
  }
}
