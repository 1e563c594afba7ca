package io.spanstone.query.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedNameTest {

  @ParameterizedTest
  @CsvSource({
    "service_name, service_name",
    "U__service_2e_name, service.name",
    "U__service__name, service_name",
    "U__caf_E9__1f600_, caf\u00e9\ud83d\ude00",
    "U__price_24_1_5c_, price$1\\",
    "U__service_name, U__service_name",
    "U__a_ffffff_, U__a_ffffff_",
    "U__a_2e, U__a_2e",
  })
  void isReadAsPrometheusWritesIt(String escaped, String name) {
    assertThat(EscapedName.decode(escaped)).isEqualTo(name);
  }
}
