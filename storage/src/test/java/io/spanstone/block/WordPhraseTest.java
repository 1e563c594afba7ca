package io.spanstone.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.block.WordPhrase.Look;
import io.spanstone.otlp.Slice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPhraseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection timed-out | timed          | true",
        "Connection timed-out | TIMED          | true",
        "Connection timed-out | time           | false",
        "Connection timed-out | timed out      | true",
        "Connection timed-out | out timed      | false",
        "Connection timed-out | connection out | false",
        "GRÖSSE Größe         | größe          | true",
        "id=7F3A              | id 7f3a        | true",
        "支付订单超时了        | 订单超时       | true",
        "支付订单超时了        | 单超           | true",
        "支付订单超时了        | 订超           | false",
        "订单 超时             | 订单超时       | false",
        "订单 超时             | 订单 超时      | true",
        "订单超时              | 订单 超时      | true",
        "订单42超时            | 单42超         | true",
        "订单42超时            | 单4            | false",
        "订单id                | 订单 id        | true",
        "𠮷野カ                | 野カ           | true",
      })
  void aPhraseIsInABody(String body, String phrase, boolean expected) {
    assertThat(new WordPhrase(phrase, false).isIn(tokens(body))).isEqualTo(expected);
  }

  @Test
  void theLastWordMayBeAPrefix() {
    BodyTokens body = tokens("Connection timed out 订单超时");

    assertThat(new WordPhrase("conn", true).isIn(body)).isTrue();
    assertThat(new WordPhrase("connection ti", true).isIn(body)).isTrue();
    assertThat(new WordPhrase("conn timed", true).isIn(body)).isFalse();
    assertThat(new WordPhrase("nection", true).isIn(body)).isFalse();
    assertThat(new WordPhrase("out 订", true).isIn(body)).isTrue();
  }

  @Property(tries = 2000)
  void aQuickLookIsRightOrUncertain(
      @ForAll
          @Chars({'a', 'K', '\u212A', '\u0130', '\u0301', '7', '\u0017', ' ', '-', '订', 'ß'})
          @StringLength(max = 8)
          String body,
      @ForAll @Chars({'a', 'K', 'i', '7', ' ', '订', 'ß'}) @StringLength(max = 3) String words,
      @ForAll boolean prefix) {
    WordPhrase phrase = new WordPhrase(words, prefix);

    assertThat(phrase.lookAt(Slice.ofUtf8(body)))
        .isIn(phrase.isIn(tokens(body)) ? Look.PRESENT : Look.ABSENT, Look.UNCERTAIN);
  }

  @Test
  void aQuickLookSparesMostBodies() {
    WordPhrase phrase = new WordPhrase("card Declined", false);

    assertThat(look(phrase, "Order 42 placed")).isEqualTo(Look.ABSENT);
    assertThat(look(phrase, "a card was DECLINED")).isEqualTo(Look.UNCERTAIN);
    assertThat(look(new WordPhrase("订单", false), "Order 42 placed")).isEqualTo(Look.ABSENT);
    WordPhrase word = new WordPhrase("Declined", false);
    assertThat(look(word, "undeclined, declined: 订单")).isEqualTo(Look.PRESENT);
    assertThat(look(word, "undeclined, declinedly")).isEqualTo(Look.ABSENT);
    assertThat(look(word, "declined\u0301")).isEqualTo(Look.UNCERTAIN);
    assertThat(look(new WordPhrase("decl", true), "declined")).isEqualTo(Look.PRESENT);
  }

  @Test
  void withoutAWordItIsInNoBody() {
    WordPhrase none = new WordPhrase("-- !", true);

    assertThat(none.isEmpty()).isTrue();
    assertThat(none.isIn(tokens("-- !"))).isFalse();
  }

  @Test
  void blocksHaveItsWordsAndItsPairs() {
    WordPhrase phrase = new WordPhrase("Order 订单超 ti", true);

    assertThat(phrase.terms()).containsExactly("order", "订", "单", "订单", "超", "单超");
    assertThat(phrase.prefixTerm()).isEqualTo("ti");
    assertThat(new WordPhrase("ti 订", true).prefixTerm()).isNull();
    assertThat(new WordPhrase("订 单", false).terms()).containsExactly("订", "单");
  }

  @Test
  void longWordsAreTheSameAsFarAsTheyAreIndexed() {
    String longWord = "x".repeat(200);

    assertThat(new WordPhrase(longWord, false).terms())
        .containsExactly("x".repeat(BodyWords.MAX_WORD_BYTES));
    assertThat(new WordPhrase(longWord, true).prefixTerm())
        .isEqualTo("x".repeat(BodyWords.MAX_WORD_BYTES));
    assertThat(new WordPhrase(longWord, false).isIn(tokens(longWord + "y"))).isFalse();
    assertThat(new WordPhrase(longWord, true).isIn(tokens(longWord + "y"))).isTrue();
  }

  private static Look look(WordPhrase phrase, String body) {
    return phrase.lookAt(Slice.ofUtf8(body));
  }

  private static BodyTokens tokens(String body) {
    return new BodyTokens().read(Slice.ofUtf8(body));
  }
}
