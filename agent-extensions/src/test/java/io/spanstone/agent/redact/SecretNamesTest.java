package io.spanstone.agent.redact;

import static java.util.Collections.emptyList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

  private final NameRules rules = new NameRules(List.of("iban", "*geheim"), List.of("lock-token"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Password",
        "db.user.password",
        "userPassword",
        "dbpassword2",
        "PASSWORD_1",
        "passwd",
        "pwd",
        "http.request.header.authorization",
        "proxy-authorization",
        "http.request.header.x-api-key",
        "X_API_KEY",
        "spareApiKey",
        "apikey",
        "http.response.header.set-cookie",
        "token",
        "access_token",
        "HTTPToken",
        "csrf-token",
        "x-amz-security-token",
        "client_secret",
        "clientSecret",
        "aws_secret_access_key",
        "secretAccessKey",
        "AccountKey",
        "rpc.request.metadata.authorization",
        "用户密码",
        "customer.iban",
        "meinGeheim",
        "ungeheim"
      })
  void areSecret(String name) {
    assertThat(rules.isSecret(name, 0, name.length())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "author",
        "authorization.outcome",
        "tokens",
        "gen_ai.usage.output_tokens",
        "gen_ai.token.type",
        "tokenizer",
        "brokentoken",
        "cookie.count",
        "passwordLength",
        "password.expired.days",
        "secretary",
        "key",
        "messaging.kafka.message.key",
        "next_token",
        "nextPageToken",
        "distributed.lock-token",
        "libanon",
        "http.request.method",
        "1234"
      })
  void areNot(String name) {
    assertThat(rules.isSecret(name, 0, name.length())).isFalse();
  }

  @Test
  void aLongerNameOfTheUsersMayNarrowWhatIsKept() {
    NameRules narrow = new NameRules(emptyList(), List.of("http.request.header.x-token"));

    assertThat(narrow.isSecret("http.request.header.x-token", 0, 27)).isFalse();
    assertThat(narrow.isSecret("x-token", 0, 7)).isTrue();
  }
}
