package io.spanstone.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BlockTermsTest {
  /** Elasticsearch's white space tokenizer cuts longer words. */
  private static final int MAX_WORD_CHARACTERS = 255;

  @Property
  void aTermIsOneWord(
      @ForAll("texts") String service, @ForAll("texts") String key, @ForAll("texts") String value) {
    List<String> terms =
        List.of(
            BlockTerms.ofService(service, BlockTerms.attribute(key, value)),
            BlockTerms.ofService(service, BlockTerms.logAttribute(key, value)),
            BlockTerms.label(key, value),
            BlockTerms.operation(value));

    assertThat(terms)
        .allSatisfy(
            term -> {
              assertThat(term.codePoints()).noneMatch(Character::isWhitespace);
              assertThat(term).hasSizeBetween(1, MAX_WORD_CHARACTERS);
            });
  }

  @Property
  void whatAValueBeginsWithItsTermBeginsWith(
      @ForAll("texts") String key, @ForAll("texts") String start, @ForAll("texts") String rest) {
    String term = BlockTerms.logAttribute(key, start + rest);

    assertThat(
            term.startsWith(BlockTerms.logAttributePrefix(key, start))
                || term.startsWith(BlockTerms.longLogAttributePrefix(key)))
        .isTrue();
  }

  @Test
  void whiteSpaceOfAllKindsIsOneCharacter() {
    assertThat(BlockTerms.attribute("k", "a b\tc\u3000d\u2003e\u00a0f"))
        .isEqualTo("k=a\u007fb\u007fc\u007fd\u007fe\u00a0f");
  }

  @Test
  void aLongPartIsHashed() {
    assertThat(BlockTerms.attribute("k".repeat(64), "v".repeat(120)))
        .isEqualTo("k".repeat(64) + "=" + "v".repeat(120));
    assertThat(BlockTerms.attribute("k".repeat(65), "v".repeat(121)))
        .matches("#[0-9a-f]{16}=#[0-9a-f]{16}");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(300),
        Arbitraries.strings()
            .withChars(" \t\n\u001c\u0085\u00a0\u1680\u2003\u2028\u202f\u205f\u3000aé漢")
            .ofMaxLength(100));
  }
}
