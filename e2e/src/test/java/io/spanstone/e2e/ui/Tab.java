package io.spanstone.e2e.ui;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.spanstone.e2e.Product;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A browser's tab on the product's pages. It notes what no page may do: errors and warnings in the
 * console (violations of the content security policy are among them), uncaught exceptions, failed
 * loads, and requests to other hosts.
 */
final class Tab {
  private final BrowserContext profile;
  private final Page page;
  private final List<String> faults = new ArrayList<>();
  private boolean failedLoadsExpected;
  private String origin = "";

  Tab(BrowserContext profile) {
    this.profile = profile;
    this.page = profile.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().matches("error|warning") && !isExpected(message.text())) {
            faults.add("console: " + message.text());
          }
        });
    page.onPageError(error -> faults.add("uncaught: " + error));
    page.onRequest(
        request -> {
          if (request.url().startsWith("http") && !request.url().startsWith(origin)) {
            faults.add("foreign request: " + request.url());
          }
        });
  }

  Page page() {
    return page;
  }

  BrowserContext profile() {
    return profile;
  }

  /** Opens a page directly, as a shared link does; returns its status. */
  int open(Product product, String path) {
    URI url = product.url(path);
    origin = url.resolve("/").toString();
    return page.navigate(url.toString()).status();
  }

  /** From here on, answers of 4xx and 5xx are part of the test. */
  void expectFailedLoads() {
    failedLoadsExpected = true;
  }

  Locator heading() {
    return page.locator("main h1");
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name));
  }

  /** A link of the navigation: pages may have others whose names contain it. */
  Locator navigation(String name) {
    return page.locator(".nav")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
        .and(page.locator("input, select"));
  }

  /**
   * What a function makes of a page's module and an argument, in the browser.
   *
   * @param module its path below {@code /assets/app/}
   */
  Object call(Product product, String module, String function, Object argument) {
    open(product, "/status");
    return page.evaluate(
        "async ([module, argument]) => (" + function + ")(await import(module), argument)",
        Arrays.asList("/assets/app/" + module, argument));
  }

  /** The query of the address bar, decoded; it follows the page within a moment. */
  String query() {
    String query = URI.create(page.url()).getQuery();
    return query == null ? "" : query.replace('+', ' ');
  }

  /** Closes the tab; returns what it noted. */
  List<String> close() {
    profile.close();
    return List.copyOf(faults);
  }

  private boolean isExpected(String message) {
    return failedLoadsExpected && message.startsWith("Failed to load resource");
  }
}
