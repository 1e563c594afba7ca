package io.spanstone.query.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.spanstone.otlp.SpanView;
import io.spanstone.storage.traces.TraceQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.time.api.constraints.InstantRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {
  private static final long LAST_MILLIS = Long.MAX_VALUE / 1_000_000;

  @Property
  void epochMillisecondsAreReadBack(@ForAll @LongRange(min = 0, max = LAST_MILLIS) long millis)
      throws InvalidValueException {
    assertThat(Parsers.time(Long.toString(millis))).isEqualTo(Instant.ofEpochMilli(millis));
  }

  @Property
  void anRfc3339TimeIsReadBackWhateverItsOffset(
      @ForAll @InstantRange(min = "1970-01-02T00:00:00Z", max = "2262-01-01T00:00:00Z")
          Instant time,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes)
      throws InvalidValueException {
    OffsetDateTime there = time.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));

    assertThat(Parsers.time(there.toString())).isEqualTo(time);
    assertThat(Parsers.time(there.toString().replace('+', ' '))).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T08:30:00Z, 2026-11-24T08:30:00Z",
    "2026-11-24t08:30:00z, 2026-11-24T08:30:00Z",
    "2026-11-24T08:30:00.123456789Z, 2026-11-24T08:30:00.123456789Z",
    "2026-11-24T16:30:00+08:00, 2026-11-24T08:30:00Z",
    "0, 1970-01-01T00:00:00Z",
  })
  void readsTimes(String text, Instant expected) throws InvalidValueException {
    assertThat(Parsers.time(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "2026-11-24",
        "2026-11-24T08:30:00",
        "2026-13-24T08:30:00Z",
        "-1",
        "1795509000000000",
        "1795509000000000000",
        "99999999999999999999",
        "2300-01-01T00:00:00Z",
        "1.5",
        "١٢٣"
      })
  void refusesWhatIsNoTime(String text) {
    assertFault(text, Parsers::time);
  }

  @Property
  void aDurationIsReadBackInAnyUnit(
      @ForAll @IntRange(max = 100_000) int count, @ForAll @IntRange(max = 6) int unit)
      throws InvalidValueException {
    String text = count + List.of("ns", "us", "ms", "s", "m", "h", "d").get(unit);
    long nanos =
        List.of(
                1L,
                1_000L,
                1_000_000L,
                1_000_000_000L,
                60_000_000_000L,
                3_600_000_000_000L,
                86_400_000_000_000L)
            .get(unit);

    assertThat(Parsers.duration(text)).isEqualTo(Duration.ofNanos(nanos * count));
  }

  @ParameterizedTest
  @CsvSource({"250ms, PT0.25S", "1.5s, PT1.5S", "0.1ms, PT0.0001S", "0s, PT0S", "1h, PT1H"})
  void readsDurations(String text, Duration expected) throws InvalidValueException {
    assertThat(Parsers.duration(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "s", "-1s", "1 s", "1S", ".5s", "1.s", "1e3s", "1w", "107000d", "s1", "1s1s"})
  void refusesWhatIsNoDuration(String text) {
    assertFault(text, Parsers::duration);
  }

  @Property
  void aKeyAndAValueAreReadBackWhateverTheyHold(@ForAll @NotEmpty String key, @ForAll String value)
      throws InvalidValueException {
    String written = key.replace("\\", "\\\\").replace(":", "\\:") + ":" + value;

    assertThat(Parsers.attribute(written)).isEqualTo(new TraceQuery.Attribute(key, value));
  }

  @ParameterizedTest
  @CsvSource({
    "http.route:/a, http.route, /a",
    "url.full:http://x, url.full, http://x",
    "a:, a, ''",
    "a::, a, :",
    "\\:a:b, :a, b",
    "C\\dir:b, C\\dir, b",
    "a:b\\:c, a, b\\:c",
  })
  void splitsAnAttributeAtTheFirstColonThatIsNotEscaped(String text, String key, String value)
      throws InvalidValueException {
    assertThat(Parsers.attribute(text)).isEqualTo(new TraceQuery.Attribute(key, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", ":b", "a\\:b", "\\", ":"})
  void refusesWhatIsNoAttribute(String text) {
    assertFault(text, Parsers::attribute);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-1", "1.0", "ten", "99999999999", " 1", "+1"})
  void refusesLimitsOutOfRange(String text) {
    assertFault(text, Parsers::limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SERVER", "server", "Server"})
  void readsKindsInAnyCase(String text) throws InvalidValueException {
    assertThat(Parsers.spanKind(text)).isEqualTo(SpanView.KIND_SERVER);
  }

  @ParameterizedTest
  @CsvSource({"unset, 0", "OK, 1", "Error, 2"})
  void readsStatusesInAnyCase(String text, int expected) throws InvalidValueException {
    assertThat(Parsers.status(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "00000000000000000000000000000000",
        "0af7651916cd43dd8448eb211c80319",
        "0af7651916cd43dd8448eb211c80319cc",
        "0af7651916cd43dd8448eb211c80319g"
      })
  void refusesWhatIsNoTraceId(String text) {
    assertFault(text, Parsers::traceId);
  }

  @Property
  void anyTextIsReadOrRefusedWithAReason(@ForAll String text) {
    for (Parameters.Parser<?> parser :
        List.<Parameters.Parser<?>>of(
            Parsers::time,
            Parsers::duration,
            Parsers::limit,
            Parsers::attribute,
            Parsers::spanKind,
            Parsers::status,
            Parsers::traceId)) {
      try {
        assertThat(parser.parse(text)).isNotNull();
      } catch (InvalidValueException e) {
        assertThat(e).hasMessageContaining("not");
      }
    }
  }

  private static void assertFault(String text, Parameters.Parser<?> parser) {
    assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> parser.parse(text));
  }
}
