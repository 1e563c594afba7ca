package io.spanstone.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/reference/settings.md says what the code does. */
class SettingsReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("spanstone.root"), "docs", "reference", "settings.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:`([^`]+)`)? ?\\|");

  @Test
  void listsEverySettingWithItsDefault() throws Exception {
    Map<String, String> documented =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), SettingsReferenceTest::standard));
    documented.remove("JAVA_HOME");

    Map<String, String> expected = new LinkedHashMap<>();
    Keys.ALL.forEach(setting -> expected.put(setting.key(), setting.standard()));
    expected.put(Keys.JAVA_OPTIONS, "-Xmx1g -XX:+UseParallelGC");
    assertThat(documented).containsExactlyInAnyOrderEntriesOf(expected);
  }

  private static String standard(MatchResult row) {
    return row.group(2) == null ? "" : row.group(2);
  }
}
