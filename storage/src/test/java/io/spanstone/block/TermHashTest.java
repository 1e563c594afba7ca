package io.spanstone.block;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TermHashTest {

  @Property
  void goesByTheBytesAlone(
      @ForAll @Size(max = 70) byte[] bytes, @ForAll @IntRange(max = 20) int before) {
    byte[] among = new byte[before + bytes.length + 9];
    Arrays.fill(among, (byte) 7);
    System.arraycopy(bytes, 0, among, before, bytes.length);

    assertThat(TermHash.hash(among, before, before + bytes.length))
        .isEqualTo(TermHash.hash(bytes, 0, bytes.length));
  }

  @Test
  void stringsThatAreMuchAlikeAreToldApart() {
    Set<Integer> hashes = new HashSet<>();
    for (String start : new String[] {"", "key=", "http.response.status_code="}) {
      for (int i = 0; i < 30_000; i++) {
        byte[] bytes = (start + i).getBytes(US_ASCII);
        hashes.add(TermHash.hash(bytes, 0, bytes.length));
      }
    }
    assertThat(hashes).hasSizeGreaterThan(89_980); // one of 90,000 is expected to meet another
  }
}
