package io.spanstone.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
  private static final List<String> OFFERS = List.of("application/json", "application/x-protobuf");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-                                                  | application/json",
        "''                                                 | application/json",
        "*/*                                                | application/json",
        "application/*                                      | application/json",
        "application/json                                   | application/json",
        "application/x-protobuf                             | application/x-protobuf",
        "Application/X-Protobuf                             | application/x-protobuf",
        "application/x-protobuf;q=0.9, application/json;q=1 | application/json",
        "application/json;q=0.5, application/x-protobuf     | application/x-protobuf",
        "application/json;q=0.5, */*                        | application/x-protobuf",
        "application/json;q=0, */*                          | application/x-protobuf",
        "text/html, */*;q=0.1                               | application/json",
        "text/html                                          | -",
        "application/json;q=0                               | -",
        "application/x-protobuf ; charset=x ; q=0.3         | application/x-protobuf",
      })
  void theBestOfferWins(String header, String expected) {
    assertThat(Accept.best(header, OFFERS)).isEqualTo(expected);
  }

  @Property
  void noHeaderBreaksIt(@ForAll String header) {
    assertThat(Accept.best(header, OFFERS))
        .satisfiesAnyOf(
            chosen -> assertThat(chosen).isNull(), chosen -> assertThat(OFFERS).contains(chosen));
  }
}
