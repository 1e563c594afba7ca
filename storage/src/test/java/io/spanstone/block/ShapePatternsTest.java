package io.spanstone.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Slice;
import io.spanstone.pattern.LogPattern;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ShapePatternsTest {

  @Property(tries = 2000)
  void theyAreThoseOfEachMessageByItself(@ForAll("messages") List<String> messages) {
    List<String> all = new ArrayList<>(messages);
    messages.forEach(message -> all.add(withOtherDigits(message)));
    BodyWords words = new BodyWords((word, length, isDigitWord) -> {});
    ShapePatterns patterns = new ShapePatterns();
    LogPattern pattern = new LogPattern();
    LogPattern slow = new LogPattern();

    for (String message : all) {
      Slice text = Slice.ofUtf8(message);
      LogPattern found = patterns.read(words.add(text), text, pattern);
      assertThat(found.id()).isEqualTo(slow.read(text).id());
      assertThat(found.template().utf8()).isEqualTo(slow.template().utf8());
    }
  }

  @Test
  void numbersAreOfOneShapeIfTheyAreEquallyLong() {
    BodyWords words = new BodyWords((word, length, isDigitWord) -> {});

    long shape = words.add(Slice.ofUtf8("Order 4711 of customer 42: 订单"));
    assertThat(words.add(Slice.ofUtf8("Order 1234 of customer 99: 订单"))).isEqualTo(shape);
    assertThat(words.add(Slice.ofUtf8("Order 123 of customer 99: 订单"))).isNotEqualTo(shape);
    assertThat(words.add(Slice.ofUtf8("Order 1234 of user 99: 订单"))).isNotEqualTo(shape);
    assertThat(words.add(Slice.ofUtf8("Order x1 failed"))).isEqualTo(BodyWords.NO_SHAPE);
  }

  @Provide
  Arbitrary<List<String>> messages() {
    return Arbitraries.of(
            "5",
            "42",
            "1234",
            "12345678",
            "123456789012",
            "order",
            "Order7",
            "a",
            "ms",
            "C",
            "é",
            "订单",
            " ",
            " ",
            "-",
            ":",
            "::",
            "/",
            "\\",
            "@",
            ".",
            ",",
            "'",
            "\"",
            "`",
            "=",
            "{",
            "}",
            "\n",
            "+",
            "(",
            "x".repeat(300))
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts))
        .list()
        .ofMaxSize(6);
  }

  private static String withOtherDigits(String message) {
    StringBuilder other = new StringBuilder();
    message.chars().forEach(c -> other.append((char) (c >= '0' && c <= '9' ? '0' + '9' - c : c)));
    return other.toString();
  }
}
