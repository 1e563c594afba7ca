package io.spanstone.query.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");

  @Test
  void everyFaultIsNamedAtOnce() {
    Parameters parameters = Parameters.of("limit=0&kind=boss&a&limi=3&minDuration=");
    parameters.optional("limit", Parsers::limit, 20);
    parameters.optional("kind", Parsers::spanKind);
    parameters.optional("minDuration", Parsers::duration);

    assertThat(faults(parameters))
        .extracting(ParameterFault::parameter)
        .containsExactlyInAnyOrder("limit", "kind", "minDuration", "a", "limi");
  }

  @Test
  void anUnknownParameterIsToldWhichThereAre() {
    Parameters parameters = Parameters.of("services=a");
    parameters.optional("service", Parsers::text);
    parameters.optional("kind", Parsers::spanKind);

    assertThat(faults(parameters))
        .containsExactly(
            new ParameterFault("services", "is unknown here; this route takes kind, service"));
  }

  @Test
  void aParameterThatMayBeGivenOnceIsRefusedTwice() {
    Parameters parameters = Parameters.of("service=a&service=b");

    assertThat(parameters.optional("service", Parsers::text)).isNull();
    assertThat(faults(parameters))
        .containsExactly(new ParameterFault("service", "is given more than once; give it once"));
  }

  @Test
  void aWrongPercentSignIsAFaultAndNotDropped() {
    Parameters parameters = Parameters.of("service=100%&x=%zz");
    parameters.optional("service", Parsers::text);

    assertThat(faults(parameters)).extracting(ParameterFault::parameter).contains("service", "x");
  }

  @Property
  void anyTextGoesThroughTheQueryUnchanged(@ForAll List<String> texts) {
    StringBuilder query = new StringBuilder();
    for (String text : texts) {
      query.append('&').append("v=v").append(URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
    Parameters parameters = Parameters.of(query.toString());

    List<String> values = parameters.repeatable("v", Parsers::text);

    assertThat(values).isEqualTo(texts.stream().map(text -> "v" + wellFormed(text)).toList());
    parameters.check();
  }

  @Test
  void theTimeRangeIsTheLastHourUnlessGiven() {
    assertThat(range("")).isEqualTo(new TimeRange(NOW.minus(Duration.ofHours(1)), NOW));
    assertThat(range("start=0")).isEqualTo(new TimeRange(Instant.EPOCH, NOW));
    assertThat(range("end=7200000"))
        .isEqualTo(new TimeRange(Instant.ofEpochMilli(3_600_000), Instant.ofEpochMilli(7_200_000)));
    assertThat(range("end=5")).isEqualTo(new TimeRange(Instant.EPOCH, Instant.ofEpochMilli(5)));
  }

  @Test
  void theEndMayLieInTheFuture() {
    assertThat(range("start=2026-11-24T08:00:00Z&end=2027-01-01T00:00:00Z").end()).isAfter(NOW);
  }

  @Test
  void aStartAfterTheEndIsAFault() {
    Parameters parameters = Parameters.of("start=2&end=1");
    TimeRange.of(parameters, NOW);

    assertThat(faults(parameters)).extracting(ParameterFault::parameter).containsExactly("start");
  }

  private static TimeRange range(String query) {
    Parameters parameters = Parameters.of(query);
    TimeRange range = TimeRange.of(parameters, NOW);
    parameters.check();
    return range;
  }

  private static List<ParameterFault> faults(Parameters parameters) {
    return catchThrowableOfType(ProblemException.class, parameters::check).problem().errors();
  }

  /** What UTF-8 makes of a text that may hold halves of surrogate pairs. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
