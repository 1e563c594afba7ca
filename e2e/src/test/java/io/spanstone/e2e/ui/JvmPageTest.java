package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class JvmPageTest {
  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    JvmMetrics.send(product, "running", "only-one");
    JvmMetrics.send(product, "scaled", "first", "second");
  }

  @Test
  void aJvmIsShownPartByPart(Product product, Tab tab) {
    tab.open(product, "/services/running/jvm?range=15m");

    Locator heap = panel(tab, "Heap used");
    assertThat(heap.locator(".legend li"))
        .hasText(new String[] {"G1 Eden Space64 MiB", "G1 Old Gen128 MiB"});
    assertThat(heap.locator(".chart-note")).hasText("of 512 MiB");
    assertThat(panel(tab, "CPU").locator(".legend-value")).hasText("25 %");
    assertThat(panel(tab, "Threads").locator(".legend li")).hasText("runnable12");
    assertThat(panel(tab, "Classes loaded").locator(".legend-value")).hasText("9,876");
    assertThat(panel(tab, "Garbage collections").locator(".legend li"))
        .hasText(Pattern.compile("G1 Young Generation0\\.0[67]/s"));
    assertThat(panel(tab, "Garbage collections, p99").locator(".legend-value"))
        .hasText(Pattern.compile("(9\\.\\d+|10\\.?\\d*) ms"));
    assertThat(panel(tab, "Heap after collection").locator(".chart-note")).hasText("not reported");
  }

  @Test
  void severalInstancesAreComparedUntilOneIsChosen(Product product, Tab tab) {
    tab.open(product, "/services/scaled/jvm?range=15m");
    assertThat(panel(tab, "Heap used").locator(".legend li"))
        .hasText(new String[] {"first192 MiB", "second192 MiB"});

    tab.field("Instance").selectOption("second");

    assertThat(tab.page()).hasURL(Pattern.compile("instance=second$"));
    assertThat(panel(tab, "Heap used").locator(".legend li"))
        .hasText(new String[] {"G1 Eden Space64 MiB", "G1 Old Gen128 MiB"});
  }

  @Test
  void theTabLeadsHereAndBack(Product product, Tab tab) {
    tab.open(product, "/services/running?range=15m");
    tab.link("JVM").click();
    assertThat(panel(tab, "Heap used")).isVisible();
    assertThat(tab.page()).hasURL(Pattern.compile("/services/running/jvm\\?range=15m$"));
    tab.link("Overview").click();
    assertThat(tab.page()).hasURL(Pattern.compile("/services/running\\?range=15m$"));
  }

  @Test
  void aPanelOpensInTheExplorer(Product product, Tab tab) {
    tab.open(product, "/services/running/jvm?range=15m");
    panel(tab, "Heap used").getByTitle("Open in the metric explorer").click();

    assertThat(tab.page().locator("textarea"))
        .hasValue(
            "sum by (jvm_memory_pool_name) (jvm_memory_used_bytes{job=\"running\",instance=\"only-one\",jvm_memory_type=\"heap\"})");
    assertThat(tab.page().locator(".legend-label"))
        .hasText(new String[] {"G1 Eden Space", "G1 Old Gen"});
  }

  @Test
  void withoutMetricsItSaysHowToGetThem(Product product, Tab tab) {
    tab.open(product, "/services/nobody/jvm");

    assertThat(tab.page().locator(".empty h2")).hasText("No JVM metrics in this time");
    assertThat(tab.page().locator(".command code").last()).containsText("-javaagent:");
  }

  private static Locator panel(Tab tab, String title) {
    return tab.page().locator(".chart-panel[aria-label='" + title + "']");
  }
}
