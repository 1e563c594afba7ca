package io.spanstone.e2e.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands each test a {@link Tab} of a new browser profile, and fails the test if the tab saw
 * anything that a sound page does not do. The browser itself is shared: Debian's chromium, for the
 * long runs as users have it, else without what surrounds a page, which loads it three times as
 * fast.
 */
public final class Chromium implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(Chromium.class);
  private static final Path WHOLE = Path.of("/usr/bin/chromium");
  private static final Path WITHOUT_WINDOW = Path.of("/usr/bin/chromium-headless-shell");
  private static final boolean LONG_RUNS = System.getProperty("full") != null;

  /** What a page comes to show is awaited as long as what it is asked to do. */
  private static final double SHOWN_WITHIN_MILLIS = 30_000;

  /** Without these it looks for Google's hosts at every start. */
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Tab.class;
  }

  @Override
  public Tab resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
            .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
    BrowserContext profile =
        running.browser.newContext(
            new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-US"));
    Tab tab = new Tab(profile);
    context.getStore(NAMESPACE).put(Tab.class, tab);
    return tab;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Tab tab = context.getStore(NAMESPACE).remove(Tab.class, Tab.class);
    if (tab != null) {
      List<String> faults = tab.close();
      if (context.getExecutionException().isEmpty()) {
        assertThat(faults).as("what the browser complained of").isEmpty();
      }
    }
  }

  private static final class Running implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    Running() {
      Path executable = LONG_RUNS || !Files.isExecutable(WITHOUT_WINDOW) ? WHOLE : WITHOUT_WINDOW;
      Assumptions.assumeTrue(
          Files.isExecutable(executable) || System.getenv("CI") != null,
          executable + " is not installed");
      PlaywrightAssertions.setDefaultAssertionTimeout(SHOWN_WITHIN_MILLIS);
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser =
          playwright
              .chromium()
              .launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(QUIET));
    }

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }
}
