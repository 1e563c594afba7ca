package io.spanstone.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class TermSetTest {

  @Property(tries = 100)
  void isASetInTheOrderOfAddition(
      @ForAll @Size(max = 3000) List<@StringLength(max = 3) String> strings) {
    TermSet set = new TermSet();
    set.append("leftover of the block before".getBytes(StandardCharsets.UTF_8), 0, 8);
    set.commit();
    set.clear();
    Set<String> expected = new LinkedHashSet<>();

    for (String string : strings) {
      byte[] bytes = Utf8.bytes(string);
      int known = set.size();
      int index = set.add(bytes, 0, bytes.length);
      assertThat(index == known).isEqualTo(expected.add(replaceMalformed(string)));
    }

    assertThat(contents(set)).containsExactlyElementsOf(expected);
  }

  @Property(tries = 100)
  void longsToo(@ForAll @Size(max = 3000) List<Long> values) {
    LongSet set = new LongSet();
    Set<Long> expected = new LinkedHashSet<>();

    for (long value : values) {
      assertThat(set.add(value)).isEqualTo(expected.add(value));
    }

    List<Long> contents = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      contents.add(set.get(i));
    }
    assertThat(contents).containsExactlyElementsOf(expected);
  }

  private static String replaceMalformed(String string) {
    return new String(Utf8.bytes(string), StandardCharsets.UTF_8);
  }

  private static List<String> contents(TermSet set) {
    List<String> contents = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      int length = set.end(i) - set.start(i);
      contents.add(new String(set.bytes(), set.start(i), length, StandardCharsets.UTF_8));
    }
    return contents;
  }
}
