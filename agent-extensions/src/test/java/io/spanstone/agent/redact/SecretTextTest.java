package io.spanstone.agent.redact;

import static java.util.Collections.emptyList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {

  private final SecretText text = text(null, DetectorKind.values());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "password=hunter2 ok                       | password=REDACTED ok",
        "password = hunter2, user = bob            | password = REDACTED, user = bob",
        "{user=bob, password=hunter2}              | {user=bob, password=REDACTED}",
        "Login[user=bob, password=hunter2]         | Login[user=bob, password=REDACTED]",
        "password=ab)cd)                           | password=REDACTED)",
        "{\"password\":\"hunt\\\"er2\",\"a\":1}    | {\"password\":\"REDACTED\",\"a\":1}",
        "{\"apiKey\" : \"k\"}                      | {\"apiKey\" : \"REDACTED\"}",
        "{\\\"token\\\":\\\"abc\\\",\\\"a\\\":1}   | {\\\"token\\\":\\\"REDACTED\\\",\\\"a\\\":1}",
        "{\"cookies\":[\"a\",\"b\"]}               | {\"cookies\":[\"REDACTED\"]}",
        "{\"token\":{\"type\":\"x\"}}              | {\"token\":{\"type\":\"x\"}}",
        "'pwd' => 'it''s'                          | 'pwd' => 'REDACTED'",
        "page=2&access_token=abc&x=1               | page=2&access_token=REDACTED&x=1",
        "/a?user[password]=abc&x=1                 | /a?user[password]=REDACTED&x=1",
        "/a?user%5Bpassword%5D=abc&x=1             | /a?user%5Bpassword%5D=REDACTED&x=1",
        "/blob?sv=1&sig=abc%2B&se=2                | /blob?sv=1&sig=REDACTED&se=2",
        "signature=void foo()                      | signature=void foo()",
        "Authorization: Basic dXNlcg== next        | Authorization: Basic REDACTED next",
        "authorization: Weird a1 b2                | authorization: REDACTED b2",
        "Authorization: Digest user=\"x\", r=\"y\" | Authorization: Digest REDACTED",
        "headers={authorization=[Bearer abc], a=b} | headers={authorization=[REDACTED], a=b}",
        "Cookie: a=b; c=d                          | Cookie: REDACTED",
        "{cookie=a=b; c=d, host=x}                 | {cookie=REDACTED, host=x}",
        "<user><password>x y</password></user>     | <user><password>REDACTED</password></user>",
        "<wsse:Password>x</wsse:Password>          | <wsse:Password>REDACTED</wsse:Password>",
        "-Dapp.password=x --user y                 | -Dapp.password=REDACTED --user y",
        "run --db-password x --user y              | run --db-password REDACTED --user y",
        "run --token --user y                      | run --token --user y",
        "ALTER USER a WITH PASSWORD 'x'            | ALTER USER a WITH PASSWORD 'REDACTED'",
        "SET PASSWORD = PASSWORD('x')              | SET PASSWORD = PASSWORD('REDACTED')",
        "CREATE USER a IDENTIFIED BY x QUOTA 1     | CREATE USER a IDENTIFIED BY REDACTED QUOTA 1",
        "IDENTIFIED WITH sha2 BY 'x y' REQUIRE SSL | IDENTIFIED WITH sha2 BY 'REDACTED' REQUIRE SSL",
        "IDENTIFIED BY VALUES 'x'                  | IDENTIFIED BY VALUES 'REDACTED'",
        "/a?user%5Btoken%5D=abc                    | /a?user%5Btoken%5D=REDACTED",
        "IDENTIFIED BY ?                           | IDENTIFIED BY ?",
        "followed by x                             | followed by x",
        "Bad password 'hunter2'                    | Bad password 'REDACTED'",
        "Unexpected token '}'                      | Unexpected token '}'",
        "if (token == null)                        | if (token == null)",
        "password=null token=**** secret=          | password=null token=**** secret=",
        "用户密码：123456，再试                    | 用户密码：REDACTED，再试",
        "jdbc:sqlserver://h;user=sa;password=x;a=b | jdbc:sqlserver://h;user=sa;password=REDACTED;a=b",
        "GET https://bob:x@y@host/a?b=c:d@e        | GET https://REDACTED@host/a?b=c:d@e",
        "redis://:x@host:6379/0                    | redis://REDACTED@host:6379/0",
        "ssh://git@host/a:b@c http://h/x:y@z       | ssh://git@host/a:b@c http://h/x:y@z",
        "jwt in prose eyJhbGciOi.eyJzdWIi.c2ln end | jwt in prose REDACTED end",
        "eyJhbGciOi.eyJzdWIi.                      | REDACTED",
        "eyJhbGciOi alone, noteyJhbGciOi.eyJzdWIi  | eyJhbGciOi alone, noteyJhbGciOi.eyJzdWIi",
        "Bearer abcdef12 / bearer authentication   | Bearer REDACTED / bearer authentication",
        "key AKIAIOSFODNN7EXAMPLE used             | key REDACTED used",
        "AKIAIOSFODNN7EXAMPLEX BAKIAIOSFODNN7EXAMP | AKIAIOSFODNN7EXAMPLEX BAKIAIOSFODNN7EXAMP",
        "push ghp_0123456789abcdefABCD done        | push REDACTED done",
        "github_pat_11ABCDEFG0123456789_abc        | REDACTED",
        "glpat-0123456789abcdefABCD sk_live_short  | REDACTED sk_live_short",
        "paid by 4111111111111111.                 | paid by REDACTED.",
        "card 4111-1111-1111-1111 12/27            | card REDACTED 12/27",
        "card 4111 1111 1111 1111 123 end          | card REDACTED 123 end",
        "amex 3782 822463 10005                    | amex REDACTED",
        "id 4111111111111112 order-4111111111111111| id 4111111111111112 order-4111111111111111",
        "t=1767225600000000000 0.4111111111111111  | t=1767225600000000000 0.4111111111111111",
        "12345678-1234-1234-1234-123456789012      | 12345678-1234-1234-1234-123456789012",
        "GET /orders/{id} at OrderApi.java:42      | GET /orders/{id} at OrderApi.java:42",
      })
  void hidesSecretsAndNothingElse(String given, String expected) {
    assertThat(text.redact(given)).isEqualTo(expected);
    assertThat(text.redact(expected)).as("a second time").isSameAs(expected);
  }

  @Test
  void hidesPrivateKeys() {
    assertThat(
            text.redact(
                "key:\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"))
        .isEqualTo("key:\n-----BEGIN RSA PRIVATE KEY-----REDACTED-----END RSA PRIVATE KEY-----");
    assertThat(text.redact("-----BEGIN PRIVATE KEY-----\nMIIE and the rest was cut"))
        .isEqualTo("-----BEGIN PRIVATE KEY-----REDACTED");
    String certificate = "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----";
    assertThat(text.redact(certificate)).isSameAs(certificate);
  }

  @Test
  void endsAnOpenQuoteWithItsLine() {
    assertThat(text.redact("password=\"hun ter\nnext line"))
        .isEqualTo("password=\"REDACTED\nnext line");
    assertThat(text.redact("password=\"hun\\")).isEqualTo("password=\"REDACTED");
  }

  @Test
  void looksOnlyForWhatIsAskedFor() {
    SecretText cards = text(null, DetectorKind.CARDS);

    assertThat(cards.redact("password=x 4111111111111111")).isEqualTo("password=x REDACTED");
  }

  @Test
  void hidesWhatThePatternOfTheUserMatches() {
    assertThat(text(Pattern.compile("\\bACME-\\d+")).redact("a ACME-17 and ACME-18"))
        .isEqualTo("a REDACTED and REDACTED");
    assertThat(text(Pattern.compile("patient (\\w+)|x*")).redact("of patient Doe x"))
        .isEqualTo("of patient REDACTED x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJ",
        "eyJaaaa.",
        "password=",
        "password='",
        "://a:",
        "--token ",
        "<password>",
        "4111 ",
        "4",
        "-----BEGIN ",
        "identified by ",
        "bearer ",
        "=",
        ":",
        "password=[",
        "\\\"token\\\":\\\"",
        "ghp_"
      })
  void takesTimeInProportionToTheText(String repeated) {
    int length = 2_000_000;
    String hostile = repeated.repeat(length / repeated.length());
    long began = System.nanoTime();

    text.redact(hostile);

    // With a square in it these would take minutes.
    assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
  }

  @Test
  void isNotMisledByHarmlessTextOfTheSameHash() {
    String secret = "password=x";
    String harmless = "qBssword=x";
    assertThat(harmless).hasSameHashCodeAs(secret);

    for (int i = 0; i < 2; i++) {
      assertThat(text.redact(harmless)).isEqualTo(harmless);
      assertThat(text.redact(secret)).isEqualTo("password=REDACTED");
    }
  }

  private static SecretText text(@Nullable Pattern pattern, DetectorKind... kinds) {
    NameRules names = new NameRules(emptyList(), emptyList());
    List<Detector> detectors = new ArrayList<>();
    for (DetectorKind kind : kinds) {
      detectors.addAll(kind.detectors(names));
    }
    return new SecretText(detectors, pattern);
  }
}
