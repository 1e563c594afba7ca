package io.spanstone.agent.redact;

import static java.util.Collections.emptyList;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The pass by hand against expressions that say the same slowly, and against texts made to fit. */
class SecretTextOracleTest {

  private static final NameRules NAMES = new NameRules(emptyList(), emptyList());

  private static final SecretText ALL = text(DetectorKind.values());

  @Property(tries = 1_000)
  void findsTokens(@ForAll("tokenSoup") String soup) {
    String part = "[A-Za-z0-9_-]";
    assertThat(text(DetectorKind.JWT).redact(soup))
        .isEqualTo(
            naive(
                soup,
                "(?<!" + part + ")eyJ" + part + "*+\\." + part + "{4,}+(\\." + part + "*+){0,3}",
                any -> true));
    assertThat(text(DetectorKind.AWS_KEYS).redact(soup))
        .isEqualTo(
            naive(soup, "(?<!" + part + ")A[KS]IA[A-Z0-9]{16}(?!" + part + ")", any -> true));
    assertThat(text(DetectorKind.ISSUED_TOKENS).redact(soup))
        .isEqualTo(
            naive(
                soup,
                "(?<!"
                    + part
                    + ")(gh[pousr]_|github_pat_|glpat-|xox[bpars]-|npm_)"
                    + part
                    + "{16,}+",
                any -> true));
  }

  @Property(tries = 1_000)
  void findsCards(@ForAll("cardSoup") String soup) {
    assertThat(text(DetectorKind.CARDS).redact(soup)).isEqualTo(naiveCards(soup));
  }

  @Property(tries = 1_000)
  void findsCredentialsInUrls(@ForAll("urlSoup") String soup) {
    assertThat(text(DetectorKind.URL_CREDENTIALS).redact(soup))
        .isEqualTo(
            naive(
                soup,
                "(?<=://)[^\\s/?#\"'<>@]*:[^\\s/?#\"'<>]*(?=@)",
                match -> !match.group().equals("REDACTED")));
  }

  /** Texts of parts that are harmless and parts that are not, of which the answer is known. */
  @Property(tries = 2_000)
  void hidesEverySecretAndLeavesEverythingElse(@ForAll("parts") List<Part> parts) {
    String given =
        parts.stream().map(part -> part.before + part.secret + part.after).collect(joining(" "));
    String expected =
        parts.stream()
            .map(part -> part.before + (part.secret.isEmpty() ? "" : "REDACTED") + part.after)
            .collect(joining(" "));

    String redacted = ALL.redact(given);

    assertThat(redacted).isEqualTo(expected);
    assertThat(ALL.redact(redacted)).isSameAs(redacted);
  }

  @Property(tries = 2_000)
  void knowsANameByItsLastWords(@ForAll("names") String name) {
    List<String> words = Arrays.asList(name.split("[._-]+|(?<=[a-z])(?=[A-Z])"));
    boolean expected = false;
    for (int i = 0; i < words.size(); i++) {
      String ending = String.join("", words.subList(i, words.size())).toLowerCase(Locale.ROOT);
      expected |= List.of("token", "authorization", "cookie", "accesskey").contains(ending);
      expected |= ending.matches(".*(password|passwd|apikey|accesstoken)");
    }

    assertThat(NAMES.isSecret(name, 0, name.length())).isEqualTo(expected);
  }

  record Part(String before, String secret, String after) {}

  @Provide
  Arbitrary<String> tokenSoup() {
    return soup(
        "eyJ",
        "eyJhbGciOi",
        "abcd",
        "a",
        ".",
        "..",
        " ",
        "-",
        "_",
        "J",
        "ey",
        "AKIA",
        "ASIA",
        "IOSFODNN7EXAMPLE",
        "A",
        "7",
        "ghp_",
        "xoxb-",
        "npm_",
        "glpat-",
        "github_pat_",
        "0123456789abcdef",
        ",");
  }

  @Provide
  Arbitrary<String> cardSoup() {
    return soup(
        "4111111111111111",
        "4111",
        "1111",
        " ",
        "-",
        "1",
        "5500005555555559",
        "3782",
        "822463",
        "10005",
        "378282246310005",
        "6011000990139424",
        ".",
        "+",
        "x",
        "_",
        "42",
        "222");
  }

  @Provide
  Arbitrary<String> urlSoup() {
    return soup("http", "://", ":", "/", "//", "@", "user", "pass", " ", "?", "#", "\"", "host");
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
            "token",
            "Token",
            "password",
            "Password",
            "api",
            "key",
            "Key",
            "Api",
            "access",
            "x",
            "authorization",
            "Cookie",
            ".",
            "_",
            "-",
            "header",
            "user",
            "passwd")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(words -> String.join("", words));
  }

  @Provide
  Arbitrary<List<Part>> parts() {
    Arbitrary<String> value =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('0', '9')
            .withChars("!$%/+.~^é")
            .ofMinLength(1)
            .ofMaxLength(20)
            .filter(text -> !List.of("null", "true", "false").contains(text));
    Arbitrary<Part> harmless =
        Arbitraries.of(
                "GET",
                "/orders/17?page=2&size=10",
                "a=b",
                "at io.shop.Order.pay(Order.java:42)",
                "{\"id\":\"17\",\"name\":\"tea\"}",
                "tokens=17",
                "took: 12ms",
                "[main]",
                "https://h/",
                "2026-01-01T00:00:00.123Z",
                "0af7651916cd43dd8448eb211c80319c",
                "订单：17")
            .map(text -> new Part(text, "", ""));
    Arbitrary<Part> named =
        Arbitraries.of(
                new Part("password=", "", ""),
                new Part("\"api_key\":\"", "", "\","),
                new Part("userToken = '", "", "';"),
                new Part("/pay?a=b&access_token=", "", "&c=d"),
                new Part("X-Api-Key: ", "", ""),
                new Part("Authorization: Bearer ", "", ""),
                new Part("<secret>", "", "</secret>"),
                new Part("--client-secret ", "", ""),
                new Part("identified by '", "", "'"))
            .flatMap(shape -> value.map(secret -> new Part(shape.before, secret, shape.after)));
    return Arbitraries.oneOf(harmless, named).list().ofMinSize(1).ofMaxSize(8);
  }

  private static Arbitrary<String> soup(String... parts) {
    return Arbitraries.of(parts).list().ofMaxSize(14).map(list -> String.join("", list));
  }

  private static String naive(String soup, String expression, Predicate<MatchResult> counts) {
    return Pattern.compile(expression)
        .matcher(soup)
        .replaceAll(
            match -> counts.test(match) ? "REDACTED" : Matcher.quoteReplacement(match.group()));
  }

  private static String naiveCards(String soup) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < soup.length()) {
      int end = naiveCardEnd(soup, at);
      out.append(end > 0 ? "REDACTED" : soup.substring(at, at + 1));
      at = end > 0 ? end : at + 1;
    }
    return out.toString();
  }

  private static int naiveCardEnd(String soup, int at) {
    for (String form :
        List.of(
            "\\d{4}([ -])(?:\\d{4}\\1){2}\\d{4}\\1\\d{3}",
            "\\d{4}([ -])(?:\\d{4}\\1){2}\\d{4}", "\\d{4}([ -])\\d{6}\\1\\d{4,5}", "\\d{13,19}")) {
      Matcher matcher =
          Pattern.compile("(?<![\\w.+-])" + form + "(?![\\p{L}\\d]|[_.+-][\\p{L}\\d])")
              .matcher(soup)
              .region(at, soup.length())
              .useTransparentBounds(true);
      if (matcher.lookingAt() && isCard(matcher)) {
        return matcher.end();
      }
    }
    return -1;
  }

  private static boolean isCard(MatchResult match) {
    String digits = match.group().replaceAll("[ -]", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
    }
    return sum % 10 == 0
        && digits.matches(
            "4(\\d{12}|\\d{15}|\\d{18})"
                + "|5[1-5]\\d{14}|(222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}"
                + "|3[47]\\d{13}|(36|38|39)\\d{12}|30[0-5]\\d{11}"
                + "|(352[89]|35[3-8]\\d|6011)\\d{12,15}|(62|64|65)\\d{14,17}");
  }

  private static SecretText text(DetectorKind... kinds) {
    List<Detector> detectors = new ArrayList<>();
    for (DetectorKind kind : kinds) {
      detectors.addAll(kind.detectors(NAMES));
    }
    return new SecretText(detectors, null);
  }
}
