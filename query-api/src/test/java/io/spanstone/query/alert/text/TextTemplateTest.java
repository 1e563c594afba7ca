package io.spanstone.query.alert.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTemplateTest {
  private static final Map<String, String> LABELS =
      Map.of("service", "cart", "instance", "10.0.0.1:8080", "a.b", "odd");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain | plain",
        "{{ $labels.service }}: {{ $value }} | cart: 0.1234",
        "{{.Labels.service}}{{.Value}} | cart0.1234",
        "~a {{- \" b \" -}} c~ | ~a b c~",
        "{{/* said nothing */}}x | x",
        "~{{ $value | humanizePercentage }}~ | 12.34%",
        "{{ printf \"%.2f and %5.1f,%-6s,%q%%\" $value 1234.56 \"ab\" `c` }} | ~0.12 and 1234.6,ab    ,\"c\"%~",
        "~{{ printf \"%s\" $labels.service | toUpper | title }}~ | CART",
        "{{ $labels.missing }}! | !",
        "~{{ index $labels \"a.b\" }}~ | odd",
        "~{{ reReplaceAll \"(.*):.*\" \"$1\" $labels.instance }}~ | 10.0.0.1",
        "{{ stripPort $labels.instance }} | 10.0.0.1",
        "{{ humanize (printf \"%f\" 1500.0) }} | 1.5k",
        "{{ humanize $labels.service }} | <error: 'cart' is no number>",
        "{{ \"{{\" }} | {{",
      })
  void rendersAsGoDoes(String template, String expected) throws InvalidTemplateException {
    assertThat(render(template.replace("~", ""), 0.1234)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0s",
    "1, 1, 1, 1s",
    "1234567, 1.235M, 1.177Mi, 14d 6h 56m 7s",
    "899.99, 900, 900, 14m 59s",
    "0.0015, 1.5m, 0.0015, 1.5ms",
    "-7200, -7.2k, -7.031ki, -2h 0m 0s",
    "1e21, 1Z, 867.4Ei, 106751991167300d 15h 30m 7s",
  })
  void humanizes(double value, String number, String number1024, String duration)
      throws InvalidTemplateException {
    assertThat(render("{{ humanize $value }}", value)).isEqualTo(number);
    assertThat(render("{{ humanize1024 $value }}", value)).isEqualTo(number1024);
    if (value < 1e18) {
      assertThat(render("{{ humanizeDuration $value }}", value)).isEqualTo(duration);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "100000, 100000",
    "1000000, 1e+06",
    "123456789, 1.23456789e+08",
    "0.00001, 1e-05",
    "0.5, 0.5",
    "-2, -2",
  })
  void writesNumbersAsGoDoes(double value, String expected) throws InvalidTemplateException {
    assertThat(render("{{ $value }}", value)).isEqualTo(expected);
  }

  @Test
  void writesTimesAsGoDoes() throws InvalidTemplateException {
    assertThat(render("{{ $value | humanizeTimestamp }}", 1435065584.128))
        .isEqualTo("2015-06-23 13:19:44.128 +0000 UTC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ $foo }}",
        "{{ $labels.a.b }}",
        "{{ nothing $value }}",
        "{{ if $value }}x{{ end }}",
        "{{ query \"up\" | first }}",
        "{{ humanize }}",
        "{{ humanize $value $value }}",
        "{{ $value | $value }}",
        "{{ $value $value }}",
        "{{ }}",
        "{{ (humanize $value }}",
        "{{ $value",
        "{{ ; }}"
      })
  void refusesWhatItDoesNotKnow(String template) {
    assertThatThrownBy(() -> TextTemplate.parse(template))
        .isInstanceOf(InvalidTemplateException.class);
  }

  private static String render(String template, double value) throws InvalidTemplateException {
    return TextTemplate.parse(template).render(new TextTemplate.Values(LABELS, value));
  }
}
