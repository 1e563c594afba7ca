package io.spanstone.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.metric.LabelMatcher.Operator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
  private final Labels labels = Labels.of("job", "shop", "__name__", "m", "le", "0.5");

  @Test
  void areSortedAndHaveNoEmptyValues() {
    Labels same = Labels.of(Map.of("le", "0.5", "__name__", "m", "job", "shop", "zone", ""));

    assertThat(same).isEqualTo(labels).hasSameHashCodeAs(labels);
    assertThat(same).hasToString("{__name__=\"m\", job=\"shop\", le=\"0.5\"}");
    assertThat(labels.size()).isEqualTo(3);
    assertThat(labels.name(1)).isEqualTo("job");
    assertThat(labels.value(1)).isEqualTo("shop");
    assertThat(labels.metricName()).isEqualTo("m");
    assertThat(labels.get("zone")).isEmpty();
    assertThat(labels.toMap()).containsEntry("le", "0.5").hasSize(3);
  }

  @Test
  void canBeChanged() {
    assertThat(labels.with("a", "1").with("z", "2").toMap().keySet())
        .containsExactly("__name__", "a", "job", "le", "z");
    assertThat(labels.with("job", "cart").get("job")).isEqualTo("cart");
    assertThat(labels.with("job", "")).isEqualTo(labels.without("job"));
    assertThat(labels.without(List.of("le", "__name__"))).isEqualTo(Labels.of("job", "shop"));
    assertThat(labels.only(Set.of("le", "zone"))).isEqualTo(Labels.of("le", "0.5"));
    assertThat(Labels.EMPTY.with("a", "")).isEqualTo(Labels.EMPTY);
  }

  @Test
  void haveAnOrder() {
    assertThat(Labels.of("a", "1")).isLessThan(Labels.of("a", "2"));
    assertThat(Labels.of("a", "1")).isLessThan(Labels.of("a", "1", "b", "1"));
    assertThat(Labels.of("a", "2")).isLessThan(Labels.of("b", "1"));
    assertThat(Labels.EMPTY).isLessThan(labels);
  }

  @Test
  void refuseANameTwice() {
    assertThatThrownBy(() -> Labels.of("a", "1", "a", "2")).hasMessageContaining("given twice");
    assertThatThrownBy(() -> Labels.of("a")).hasMessageContaining("a name and a value");
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL, a, a, true",
    "EQUAL, a, b, false",
    "EQUAL, '', '', true",
    "NOT_EQUAL, a, '', true",
    "NOT_EQUAL, a, a, false",
    "MATCHES, a|b, b, true",
    "MATCHES, a|b, ab, false",
    "MATCHES, a|, '', true",
    "MATCHES, a.*, abc, true",
    "MATCHES, a, abc, false",
    "MATCHES, .+, '', false",
    "NOT_MATCHES, a.*, abc, false",
    "NOT_MATCHES, a.*, '', true",
    "NOT_MATCHES, a|b, c, true"
  })
  void matchersLookAtTheWholeValue(Operator operator, String value, String actual, boolean match) {
    assertThat(new LabelMatcher("x", operator, value).matches(actual)).isEqualTo(match);
    assertThat(new LabelMatcher("x", operator, value).matches(Labels.of("x", actual)))
        .isEqualTo(match);
  }

  @Test
  void aDotMatchesEveryCharacter() {
    assertThat(new LabelMatcher("x", Operator.MATCHES, "a.b").matches("a\nb")).isTrue();
  }

  @Test
  void matchersListTheValuesThatTheyLetThrough() {
    assertThat(new LabelMatcher("x", Operator.EQUAL, "a").onlyValues()).contains(Set.of("a"));
    assertThat(new LabelMatcher("x", Operator.MATCHES, "a|b|a").onlyValues())
        .contains(Set.of("a", "b"));
    assertThat(new LabelMatcher("x", Operator.MATCHES, "a.b").onlyValues()).isEmpty();
    assertThat(new LabelMatcher("x", Operator.NOT_MATCHES, "a|b").onlyValues()).isEmpty();
  }

  @Test
  void refusesWhatIsNoRegularExpression() {
    assertThatThrownBy(() -> new LabelMatcher("x", Operator.MATCHES, "(a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RE2");
  }
}
