package io.spanstone.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Slice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyWordsTest {

  @Test
  void wordsAreRunsOfLettersAndDigitsInLowerCase() {
    assertThat(words("Connection to db01.Example:5432 timed-out, order_id=7f3A!"))
        .containsExactly(
            "connection", "to", "db01", "example", "5432", "timed", "out", "order", "id", "7f3a");
  }

  @Test
  void lettersOfAllScriptsCount() {
    assertThat(words("Größe ПРИВЕТ naïve e\u0301t हिन्दी"))
        .containsExactly("größe", "привет", "naïve", "e\u0301t", "हिन्दी");
  }

  @Test
  void hanIsFoundBySingleCharactersAndByNeighbours() {
    assertThat(words("订单超时id9了")).containsExactly("订", "单", "订单", "超", "单超", "时", "超时", "id9", "了");
  }

  @Test
  void rareHanAndKanaLikewise() {
    assertThat(words("𠮷野カ")).containsExactly("𠮷", "野", "𠮷野", "カ", "野カ");
  }

  @Test
  void nothingOfASeparatedPairIsANeighbour() {
    assertThat(words("超 时")).containsExactly("超", "时");
  }

  @Test
  void aLongWordIsCut() {
    assertThat(words("x".repeat(500))).containsExactly("x".repeat(BodyWords.MAX_WORD_BYTES));
    assertThat(words("é".repeat(500))).containsExactly("é".repeat(BodyWords.MAX_WORD_BYTES / 2));
  }

  @Test
  void brokenUtf8Separates() {
    byte[] text = "abXcd".getBytes(UTF_8);
    text[2] = (byte) 0xFF;
    assertThat(words(Slice.of(text))).containsExactly("ab", "cd");
    byte[] cut = "ab超".getBytes(UTF_8);
    assertThat(words(new Slice(cut, 0, cut.length - 1))).containsExactly("ab");
  }

  private static List<String> words(String text) {
    return words(Slice.ofUtf8(text));
  }

  private static List<String> words(Slice text) {
    TermSet set = new TermSet();
    new BodyWords(set).add(text);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      words.add(new String(set.bytes(), set.start(i), set.end(i) - set.start(i), UTF_8));
    }
    return words;
  }
}
