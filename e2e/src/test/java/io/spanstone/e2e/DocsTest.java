package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every relative link and picture of every page leads somewhere. */
class DocsTest {
  private static final Path ROOT = Path.of(System.getProperty("spanstone.root"));
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 4)) {
      return files
          .map(ROOT::relativize)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("target/"))
          .filter(file -> !file.toString().contains("node_modules/"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    Path directory = ROOT.resolve(page).getParent();

    List<String> broken =
        LINK.matcher(Files.readString(ROOT.resolve(page)))
            .results()
            .map(DocsTest::target)
            .filter(link -> !link.contains("://") && !link.isEmpty())
            .filter(link -> !Files.exists(directory.resolve(link)))
            .toList();

    assertThat(broken).isEmpty();
  }

  private static String target(MatchResult link) {
    return link.group(1).replaceFirst("#.*", "");
  }
}
