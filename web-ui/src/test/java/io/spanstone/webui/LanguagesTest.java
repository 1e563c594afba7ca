package io.spanstone.webui;

import static io.spanstone.webui.WebFiles.all;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LanguagesTest {
  private static final Pattern ENTRY =
      Pattern.compile("^ {2}\"([^\"]+)\":\\s+\"((?:[^\"\\\\]|\\\\.)*)\",$", Pattern.MULTILINE);

  private final WebFiles files = WebFiles.onClassPath();
  private final Map<String, String> english = texts("assets/i18n/en.js");
  private final Map<String, String> chinese = texts("assets/i18n/zh.js");

  @Test
  void bothLanguagesHaveTheSameTexts() {
    assertThat(english).hasSizeGreaterThan(100);
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void bothLanguagesNameTheSameValues() {
    assertThat(english.keySet())
        .allSatisfy(
            key ->
                assertThat(valuesIn(chinese.get(key)))
                    .as(key)
                    .isEqualTo(valuesIn(english.get(key))));
  }

  @Test
  void everyTextThatIsAskedForIsThere() {
    String code = files.text("assets/app/", ".js");

    assertThat(all("\\bt\\(\\s*\"([^\"]+)\"", code)).isNotEmpty().allMatch(english::containsKey);
    assertThat(all("\\bt\\(\\s*`([^`$]+)\\$\\{", code))
        .isNotEmpty()
        .allSatisfy(prefix -> assertThat(english.keySet()).anyMatch(key -> key.startsWith(prefix)));
  }

  @Test
  void everyTextIsAskedFor() {
    String code = files.text("assets/app/", ".js");
    List<String> prefixes = all("`([a-zA-Z.]+\\.)\\$\\{", code);

    assertThat(english.keySet())
        .filteredOn(key -> !code.contains('"' + key + '"'))
        .filteredOn(key -> prefixes.stream().noneMatch(key::startsWith))
        .isEmpty();
  }

  private Map<String, String> texts(String path) {
    Map<String, String> texts = new TreeMap<>();
    Matcher entries = ENTRY.matcher(files.content(path));
    while (entries.find()) {
      assertThat(texts.put(entries.group(1), entries.group(2))).as(entries.group(1)).isNull();
    }
    return texts;
  }

  private static Set<String> valuesIn(String text) {
    return Set.copyOf(all("\\{(\\w+)\\}", text));
  }
}
