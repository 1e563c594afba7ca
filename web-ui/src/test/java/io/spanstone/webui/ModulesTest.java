package io.spanstone.webui;

import static io.spanstone.webui.WebFiles.all;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModulesTest {
  private static final String MAIN = "assets/app/main.js";
  private static final int LONGEST_FILE_LINES = 300;

  private final WebFiles files = WebFiles.onClassPath();

  @Test
  void everyModuleIsImportedAndEveryImportIsThere() {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(MAIN));
    while (!open.isEmpty()) {
      String module = open.pop();
      if (reached.add(module)) {
        open.addAll(importsOf(module));
      }
    }

    assertThat(reached).containsExactlyInAnyOrderElementsOf(files.paths("assets/app/", ".js"));
  }

  @Test
  void librariesAreThoseOfTheImportMap() {
    List<String> mapped = all("\"([\\w@][\\w./-]*)\": \"/webjars", files.content("index.html"));

    assertThat(all("from \"([^\"./][^\"]*)\"", files.text("assets/app/", ".js")))
        .isNotEmpty()
        .allMatch(mapped::contains);
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    String ownText = files.text("", ".js") + files.text("", ".css") + files.text("", ".html");

    assertThat(all("(https?://|[\"'(]//\\w)", ownText)).isEmpty();
  }

  @Test
  void onlyOneModuleFetches() {
    assertThat(files.paths("assets/", ".js"))
        .filteredOn(
            path -> !all("\\b(fetch\\(|XMLHttpRequest|EventSource)", files.content(path)).isEmpty())
        .containsExactly("assets/app/core/http.js");
  }

  @Test
  void markupCarriesNoInlineStylesOrMarkupOfOthers() {
    assertThat(all("(style=\"|innerHTML|insertAdjacentHTML)", files.text("assets/", ".js")))
        .isEmpty();
  }

  @Test
  void everyStyledClassIsUsed() {
    Set<String> words =
        Set.copyOf(
            all("(?<=[\"\\s`])([a-z][a-z-]+)(?=[\"\\s`$])", files.text("assets/app/", ".js")));

    assertThat(all("\\.([a-z][a-z-]+)(?=[^{}]*\\{)", files.text("assets/css/", ".css")))
        .isNotEmpty()
        .filteredOn(name -> !words.contains(name))
        .isEmpty();
  }

  @Test
  void filesAreShort() {
    assertThat(files.paths("assets/app/", ".js"))
        .filteredOn(path -> files.content(path).lines().count() > LONGEST_FILE_LINES)
        .isEmpty();
  }

  private List<String> importsOf(String module) {
    return all("(?:from |import |import\\()\"(\\.[^\"]+)\"", files.content(module)).stream()
        .map(target -> Path.of(module).resolveSibling(target).normalize().toString())
        .toList();
  }
}
