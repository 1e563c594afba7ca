package io.spanstone.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Slice;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

  @Property(tries = 500)
  void manyTextsHaveTheWordsOfEach(@ForAll("texts") List<String> texts) {
    Set<String> found = new HashSet<>();
    BodyWords words =
        new BodyWords(
            (bytes, length, isDigitWord) -> {
              String word = new String(bytes, 0, length, UTF_8);
              assertThat(isDigitWord).isEqualTo(DigitWord.is(word));
              found.add(word);
            });
    texts.forEach(text -> words.add(Slice.ofUtf8(text)));

    Set<String> expected = new HashSet<>();
    texts.forEach(text -> expected.addAll(slowly(text)));
    assertThat(found).isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of(
            "order",
            "Order7",
            "4711",
            "x".repeat(60),
            "订单",
            "超时",
            "カ",
            "é5",
            "ß",
            "\u0301",
            "１２",
            "\u212A",
            "😀",
            " ",
            " ",
            ", ",
            "/",
            "-",
            "。")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts))
        .list()
        .ofMaxSize(8);
  }

  /** Character by character, each text for itself. */
  private static Set<String> slowly(String text) {
    Set<String> words = new HashSet<>();
    String word = "";
    String ideograph = "";
    for (int c : (text + " ").codePoints().toArray()) {
      String character = Character.toString(c);
      if (TextCharacters.isIdeograph(c)) {
        words.add(character);
        words.add(ideograph + character);
        ideograph = character;
      } else {
        ideograph = "";
        if (TextCharacters.isOfWord(c)) {
          word += Character.toString(Character.toLowerCase(c));
          continue;
        }
      }
      words.add(cut(word));
      word = "";
    }
    words.remove("");
    return words;
  }

  private static String cut(String word) {
    String cut = word;
    while (cut.getBytes(UTF_8).length > BodyWords.MAX_WORD_BYTES) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }

  private static List<String> words(String text) {
    return words(Slice.ofUtf8(text));
  }

  private static List<String> words(Slice text) {
    Set<String> words = new LinkedHashSet<>();
    new BodyWords((word, length, isDigitWord) -> words.add(new String(word, 0, length, UTF_8)))
        .add(text);
    return List.copyOf(words);
  }
}
