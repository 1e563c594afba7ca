package io.spanstone.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionGroupTest {
  private static final Path PAGE =
      Path.of(System.getProperty("spanstone.root"), "docs/reference/log-exceptions.md");

  private final ExceptionGroup group = new ExceptionGroup();

  /**
   * The same exception twice, at other lines, and another one.
   *
   * @param shown type, root type and location
   */
  record Sample(String name, String first, String again, String other, String shown) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> samples() {
    return StackTraceSamples.ALL.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void lineNumbersAndMessagesSayNothingButFramesDo(Sample sample) {
    long id = id("", "", sample.first());

    assertThat(String.join(" | ", group.type(), group.rootType(), group.location()))
        .isEqualTo(sample.shown());
    assertThat(id("", "", sample.again())).isEqualTo(id).isNotEqualTo(ExceptionGroup.NONE);
    assertThat(id("", "", sample.other())).isNotEqualTo(id);
  }

  @TestFactory
  Stream<DynamicTest> theTableOfThePageIsTrue() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| `(at |File |#|/|add@).*"))
            .toList();
    assertThat(rows).hasSizeGreaterThan(10);
    return rows.stream()
        .map(row -> row.split("`", -1))
        .map(
            cells ->
                DynamicTest.dynamicTest(
                    cells[1],
                    () -> {
                      String line = String.join("`", List.of(cells).subList(1, cells.length - 1));
                      String[] sides = line.contains("` | `") ? line.split("` \\| `") : cells;
                      String frame = sides == cells ? cells[1] : sides[0];
                      String text = sides == cells ? "" : sides[1];
                      assertThat(StackFrame.read(frame, ""))
                          .extracting(StackFrame::text)
                          .isEqualTo(text);
                    }));
  }

  @Property(tries = 500)
  void whatChangesFromRunToRunSaysNothing(
      @ForAll long seed, @ForAll long one, @ForAll long another) {
    StackTraces.Thrown thrown = StackTraces.random(seed);

    long id = id(thrown.type(), "a", StackTraces.write(thrown, one));
    String location = group.location();

    assertThat(id(thrown.type(), "b", StackTraces.write(thrown, another))).isEqualTo(id);
    assertThat(id("", "", StackTraces.write(thrown, another))).isEqualTo(id);
    assertThat(group.location()).isEqualTo(location);
    assertThat(group.type()).isEqualTo(thrown.type());
  }

  @Property(tries = 500)
  void otherTypesAndOtherFramesAreAnotherGroup(
      @ForAll long seed, @ForAll long other, @ForAll long run) {
    StackTraces.Thrown thrown = StackTraces.random(seed);
    StackTraces.Thrown changed = StackTraces.changed(thrown, other);
    Assume.that(!changed.kind().equals(thrown.kind()));

    assertThat(id(changed.type(), "", StackTraces.write(changed, run)))
        .isNotEqualTo(id(thrown.type(), "", StackTraces.write(thrown, run)));
  }

  @Test
  void withoutFramesTheTextCountsAndWithoutTextTheMessage() {
    long id = id("Boom", "order 4711 is late", "");

    assertThat(id).isNotEqualTo(ExceptionGroup.NONE);
    assertThat(id("Boom", "order 17 is late", "")).isEqualTo(id);
    assertThat(id("Boom", "order 17 is lost", "")).isNotEqualTo(id);
    assertThat(id("Bang", "order 17 is late", "")).isNotEqualTo(id);
    assertThat(id("Boom", "x", "Boom: x\n in step 3\n"))
        .isEqualTo(id("Boom", "y", "Boom: y\n in step 4"));
    assertThat(id("Boom", "x", "Boom: x\n in step 3\n"))
        .isNotEqualTo(id("Boom", "x", "Boom: x\n in place 3\n"));
  }

  @Test
  void recordsWithoutAnExceptionHaveNone() {
    assertThat(read(attribute("message", "java.io.IOException: x"))).isEqualTo(ExceptionGroup.NONE);
    assertThat(read(attribute("exception.message", "x"))).isEqualTo(ExceptionGroup.NONE);
    assertThat(read(attribute("exception.type", "Boom"))).isNotEqualTo(ExceptionGroup.NONE);
  }

  @Test
  void anAttributeThatMayBeOfAnExceptionIsNotOverlooked() {
    assertThat(mayBe(attribute("exception.type", "x"))).isTrue();
    assertThat(mayBe(attribute("exception.stacktrace", "x".repeat(1000)))).isTrue();
    assertThat(mayBe(attribute("exceptional", "x"))).isFalse();
    assertThat(mayBe(attribute("a", "x"))).isFalse();
    // the value first, as protobuf allows
    byte[] value = {0x12, 3, 0x0a, 1, 'x', 0x0a, 1, 'k'};
    assertThat(ExceptionGroup.mayBeOfException(value, 0, value.length)).isTrue();
  }

  @Property(tries = 1000)
  void anyTextIsRead(@ForAll String type, @ForAll String message, @ForAll String stackTrace) {
    long id = id(type, message, stackTrace);

    assertThat(id(type, message, stackTrace)).isEqualTo(id);
    assertThat(id == ExceptionGroup.NONE).isEqualTo(type.isEmpty() && stackTrace.isEmpty());
    assertThat(group.location().length()).isLessThanOrEqualTo(ExceptionGroup.MAX_NAME_CHARS);
  }

  private long id(String type, String message, String stackTrace) {
    return group.read(Slice.ofUtf8(type), Slice.ofUtf8(message), Slice.ofUtf8(stackTrace)).id();
  }

  private long read(KeyValue attribute) {
    LogRecord log = LogRecord.newBuilder().addAttributes(attribute).build();
    return group.read(new LogRecordView().read(Slice.of(log.toByteArray()))).id();
  }

  private static boolean mayBe(KeyValue attribute) {
    byte[] bytes = attribute.toByteArray();
    return ExceptionGroup.mayBeOfException(bytes, 0, bytes.length);
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
