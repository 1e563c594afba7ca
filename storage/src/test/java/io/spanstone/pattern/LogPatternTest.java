package io.spanstone.pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPatternTest {
  private static final Path PAGE =
      Path.of(System.getProperty("spanstone.root"), "docs/reference/log-patterns.md");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      textBlock =
          """
          Server started => Server started
          Received order 4711 => Received order <*>
          Received order -4711 => Received order <*>
          took 12 ms => took <*>
          took 1.5 s => took <*>
          took 12ms, then 3 of 5 => took <*>, then <*> of <*>
          free 366.3 MB (estimated size 3.2 KB) => free <*> (estimated size <*>)
          2026-11-28 10:15:30,123 INFO ready => <*> INFO ready
          2026-11-28T10:15:30.123+01:00 ready => <*> ready
          user f47ac10b-58cc-4372-a567-0e02b2c3d479 left => user <*> left
          user abcdefab-58cc-4372-a567-0e02b2c3d479 left => user <*> left
          commit 8c7dd922ad47494fc02c388e12c00eac pushed => commit <*> pushed
          commit c7dd922a pushed => commit <*> pushed
          from 10.0.0.17:8080 to /10.0.0.18:9090 => from <*> to <*>
          from fe80::1ff:fe23:4567:890a via aa:bb:cc:dd:ee:0f => from <*> via <*>
          GET /users/123?a=b&c=d done => GET <*> done
          see https://example.com/a?b=c. => see <*>.
          cannot open C:\\temp\\x.txt! => cannot open <*>!
          read/write of application/json over HTTP/1.1 => read/write of application/json over HTTP/<*>
          user 'Ann Bo' isn't known => user <*> isn't known
          the users' files weren't "all of them" found => the users' files weren't <*> found
          unclosed "quote stays => unclosed "quote stays
          {"event":"login","user":"ann","tries":3} => {"event":<*>,"user":<*>,"tries":<*>}
          login user=ann role=admin ok => login user=<*> role=<*> ok
          a == b and c=[d] => a == b and c=[d]
          Order{id=5, items=[1, 2, 3], name=null} => Order{id=<*>, items=[<*>], name=<*>}
          mail to ann@example.com. => mail to <*>.
          o.a.c.h.Http11NioProtocol@1a2b3c closed => o.a.c.h.Http11NioProtocol@<*> closed
          com.example.Foo@abcdef closed => com.example.Foo@<*> closed
          http-nio-8080-exec-1 idle => http-nio-<*>-exec-<*> idle
          BLOCK* blk_-1608999687919862906 added => BLOCK* blk_<*> added
          Removed broadcast_3_piece0 => Removed broadcast_<*>_piece<*>
          token eyJ0eXAi5OiJK1V2QiLC3 seen => token <*> seen
          用户123登录成功，耗时35毫秒 => 用户<*>登录成功，耗时<*>毫秒
          -- done -- => -- done --
          ids 1, 2;3|4 end => ids <*> end
          """)
  void valuesAreTakenOut(String message, String template) {
    assertThat(template(message)).isEqualTo(template);
  }

  @TestFactory
  Stream<DynamicTest> theTableOfThePageIsTrue() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
    assertThat(rows).hasSizeGreaterThan(10);
    return rows.stream()
        .map(row -> row.split("`"))
        .map(
            cells ->
                DynamicTest.dynamicTest(
                    cells[1], () -> assertThat(template(cells[1])).isEqualTo(cells[3])));
  }

  @Test
  void theIdIsTheHashOfTheTemplate() {
    LogPattern pattern = new LogPattern().read(Slice.ofUtf8("Received order 4711"));

    assertThat(pattern.id()).isEqualTo(PatternId.of(Slice.ofUtf8("Received order <*>")));
    assertThat(PatternId.text(pattern.id())).isEqualTo("d2bd1388e27430fc");
    assertThat(PatternId.parse("D2BD1388E27430FC")).isEqualTo(pattern.id());
    assertThat(PatternId.parse("d2bd")).isNull();
    assertThat(PatternId.parse("d2bd1388e27430fg")).isNull();
  }

  @Test
  void anIdAsBytesIsItsText() {
    byte[] bytes = new byte[PatternId.CHARS + 1];
    PatternId.write(0x0123456789abcdefL, bytes, 1);

    assertThat(new String(bytes, 1, PatternId.CHARS, ISO_8859_1)).isEqualTo("0123456789abcdef");
  }

  @Test
  void aRecordWithoutTextHasNoPattern() {
    assertThat(new LogPattern().read(Slice.ofUtf8(" \n ")).id()).isEqualTo(PatternId.NONE);
    assertThat(PatternId.text(PatternId.NONE)).isEmpty();
    assertThat(template("")).isEmpty();
  }

  @Test
  void theFirstLineThatSaysAnythingCounts() {
    assertThat(template("failed\njava.lang.Error: x\n\tat y")).isEqualTo("failed");
    assertThat(template("\n  {\n  \"name\": \"x\"\n}")).isEqualTo("{ \"name\": <*>");
  }

  @Test
  void spacesCountAsOne() {
    assertThat(template("  a \t  b  ")).isEqualTo("a b");
  }

  @Test
  void whatIsBeforeTheMessageInItsArrayDoesNotMatter() {
    byte[] array = "x'5 a' b".getBytes(ISO_8859_1);
    LogPattern pattern = new LogPattern().read(new Slice(array, 1, array.length));

    assertThat(pattern.template().utf8()).isEqualTo("<*> b");
  }

  @Test
  void aLongMessageIsCutBetweenCharacters() {
    String template = template("x " + "é ".repeat(2000));

    assertThat(template).startsWith("x é é").endsWith("é");
    assertThat(Slice.ofUtf8(template).length()).isBetween(500, Template.MAX_BYTES);
  }

  @Test
  void anyBytesHaveATemplate() {
    Random random = new Random(7);
    LogPattern pattern = new LogPattern();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(3_000)];
      random.nextBytes(bytes);
      assertThat(pattern.read(Slice.of(bytes)).template().length())
          .isLessThanOrEqualTo(Template.MAX_BYTES);
    }
  }

  @Property(tries = 500)
  void numbersDoNotMatter(@ForAll List<Integer> numbers, @ForAll int another) {
    List<String> words = new ArrayList<>(List.of("order"));
    numbers.forEach(number -> words.add("of " + number));
    String message = String.join(" ", words);

    assertThat(template(message + " " + another))
        .isEqualTo(template(message.replaceAll("-?[0-9]+", "5") + " 5"));
  }

  private static String template(String message) {
    return new LogPattern().read(Slice.ofUtf8(message)).template().utf8();
  }
}
