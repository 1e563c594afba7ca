package io.spanstone.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpanNameTemplateTest {
  private static final Path PAGE =
      Path.of(System.getProperty("spanstone.root"), "docs/reference/derived-metrics.md");
  private static final String SECTION = "## Span names become templates";
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\|");

  /** The examples on the page. */
  static List<List<String>> documented() throws IOException {
    String page = Files.readString(PAGE);
    return EXAMPLE
        .matcher(page.substring(page.indexOf(SECTION)))
        .results()
        .map((MatchResult row) -> List.of(row.group(1), row.group(2)))
        .toList();
  }

  @Test
  void the_page_has_examples() throws IOException {
    assertThat(documented()).hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @MethodSource("documented")
  void does_what_the_page_says(List<String> example) {
    assertThat(SpanNameTemplate.of(example.get(0))).isEqualTo(example.get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "GET /cart|GET /cart",
        "shop.Cart/AddItem|shop.Cart/AddItem",
        "GET /api/v1/users|GET /api/v1/users",
        "POST /oauth2/token|POST /oauth2/token",
        "SELECT shop.orders|SELECT shop.orders",
        "process orders|process orders",
        "user's cart of Bob's|user's cart of Bob's",
        "GET /users/{userId}|GET /users/{userId}",
        "GET /users/:id|GET /users/:id",
        "注文 確認|注文 確認",
        "facade decade|facade decade",
        "s3.GetObject|s3.GetObject",
        "x509 sha256|x509 sha256"
      })
  void leaves_names_without_ids_alone(String name, String same) {
    assertThat(SpanNameTemplate.of(name)).isEqualTo(same);
  }

  @Property
  void changes_its_own_result_no_more(@ForAll("names") String name) {
    String template = SpanNameTemplate.of(name);
    assertThat(SpanNameTemplate.of(template)).isEqualTo(template);
  }

  @Property
  void keeps_to_its_length(@ForAll("names") String name) {
    assertThat(SpanNameTemplate.of(name)).hasSizeLessThanOrEqualTo(SpanNameTemplate.MAX_CHARS);
  }

  @Property(tries = 200)
  void gives_all_ids_of_a_kind_one_template(@ForAll Random random) {
    UUID uuid = new UUID(random.nextLong(), random.nextLong());
    assertThat(SpanNameTemplate.of("GET /order/" + uuid + "/items"))
        .isEqualTo("GET /order/{id}/items");
    assertThat(SpanNameTemplate.of("GET /users/" + random.nextInt(1 << 30)))
        .isEqualTo("GET /users/{id}");
    assertThat(SpanNameTemplate.of("job-" + random.nextInt(1 << 30) + " run"))
        .isEqualTo("job-{id} run");
    assertThat(SpanNameTemplate.of("SELECT * FROM t WHERE n = '" + random.nextInt() + "'"))
        .isEqualTo("SELECT * FROM t WHERE n = ?");
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "GET ",
            "/",
            "users",
            "123",
            "7",
            "'",
            "\"",
            "@",
            ".",
            "-",
            "_",
            ",",
            " ",
            "\n",
            "?",
            "{id}",
            "{",
            "}",
            "a1b2c3d4",
            "deadbeef",
            "0x1F",
            "bob@example.com",
            "4d",
            "e",
            "é",
            "\uD83D\uDE00",
            "01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "f47ac10b-58cc-4372-a567-0e02b2c3d479");
    Arbitrary<String> composed = pieces.list().ofMaxSize(60).map(list -> String.join("", list));
    return Arbitraries.oneOf(composed, Arbitraries.strings().ofMaxLength(300));
  }
}
