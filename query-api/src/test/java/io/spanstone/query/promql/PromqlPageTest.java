package io.spanstone.query.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.query.promql.syntax.Aggregator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/reference/promql.md says of the language is true. */
class PromqlPageTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final String page = read();

  @Test
  void listsEveryFunction() {
    assertThat(words("- **Functions**:")).containsExactlyElementsOf(Promql.functions());
  }

  @Test
  void listsEveryAggregation() {
    assertThat(words("- **Aggregations**:"))
        .containsExactlyElementsOf(
            Stream.of(Aggregator.values()).map(Aggregator::toString).toList());
  }

  @Test
  void showsAnErrorAsItIs() {
    assertThatThrownBy(() -> Promql.parse("rate(http_requests_total)"))
        .satisfies(fault -> assertThat(page).contains("`" + fault.getMessage() + "`"));
  }

  @Test
  void namesTheDefaultLimits() {
    assertThat(page)
        .contains("| %,d |".formatted(PromqlSettings.DEFAULT.maxPointsPerSeries()))
        .contains(
            "| %d million (`SPANSTONE_QUERY_MAX_SAMPLES`)"
                .formatted(PromqlSettings.DEFAULT.maxSamples() / 1_000_000))
        .contains(
            "| %,d (`SPANSTONE_QUERY_MAX_SERIES`) |".formatted(PromqlSettings.DEFAULT.maxSeries()))
        .contains(
            "| %d minutes (`SPANSTONE_QUERY_TIMEOUT`) |"
                .formatted(PromqlSettings.DEFAULT.timeout().toMinutes()));
  }

  private List<String> words(String item) {
    int from = page.indexOf(item);
    int nextItem = page.indexOf("\n- **", from);
    int blank = page.indexOf("\n\n", from);
    String list = page.substring(from, nextItem < 0 ? blank : Math.min(nextItem, blank));
    return CODE.matcher(list).results().map(MatchResult::group).map(PromqlPageTest::bare).toList();
  }

  private static String bare(String code) {
    return code.substring(1, code.length() - 1);
  }

  private static String read() {
    Path root = Path.of(System.getProperty("spanstone.root"));
    try {
      return Files.readString(root.resolve("docs/reference/promql.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
