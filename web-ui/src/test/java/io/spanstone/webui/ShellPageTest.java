package io.spanstone.webui;

import static io.spanstone.webui.WebFiles.all;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellPageTest {
  private final WebFiles files = WebFiles.onClassPath();
  private final String shell = files.content("index.html");

  @Test
  void theImportMapNamesFilesOfTheWebjarsOnTheClassPath() {
    List<String> targets = all("\"(/webjars/[^\"]+)\"", importMap());

    assertThat(targets).isNotEmpty();
    assertThat(targets)
        .allSatisfy(
            target ->
                assertThat(getClass().getResource("/META-INF/resources" + target))
                    .as(target)
                    .isNotNull());
  }

  @Test
  void theOnlyInlineScriptIsTheImportMap() {
    assertThat(all("<script((?:(?! src=)[^>])*)>", shell))
        .singleElement()
        .asString()
        .contains("type=\"importmap\"");
    assertThat(all("(<style\\b|\\bstyle=|\\bon[a-z]+=)", shell)).isEmpty();
  }

  @Test
  void everyFileThatTheShellLoadsIsThere() {
    List<String> loaded = all("(?:src|href)=\"/(assets/[^\"]+)\"", shell);

    assertThat(loaded).isNotEmpty().allMatch(files::contains);
  }

  @Test
  void everyStylesheetIsLoaded() {
    assertThat(all("href=\"/(assets/css/[^\"]+)\"", shell))
        .containsExactlyInAnyOrderElementsOf(files.paths("assets/css/", ".css"));
  }

  private String importMap() {
    return all("<script type=\"importmap\">(.*?)</script>", shell).get(0);
  }
}
