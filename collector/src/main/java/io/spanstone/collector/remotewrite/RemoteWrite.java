package io.spanstone.collector.remotewrite;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.otlp.AcceptedTimes;
import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.OtlpTooLargeException;
import io.spanstone.otlp.Slice;
import java.util.List;

/** Makes OTLP of write requests, and remembers what they say of metrics. Thread-safe. */
public final class RemoteWrite {
  private final Families families = new Families();

  public RemoteWrite(MeterRegistry meters) {
    Gauge.builder("spanstone.remotewrite.families", families, Families::size)
        .description("Metrics of which type, help and unit are known from remote write")
        .register(meters);
  }

  /**
   * Converts a {@code prometheus.WriteRequest}. What is refused does not keep the rest out.
   *
   * @param times samples of other times are refused
   * @param maxBytes how large the result may be
   * @throws MalformedOtlpException if it is no such message, naming what and where; nothing of it
   *     is remembered then
   * @throws OtlpTooLargeException if the result would be larger
   */
  public Converted convert(Slice request, AcceptedTimes times, int maxBytes) {
    List<Family> said = Conversion.families(request);
    Converted converted = new Conversion(request, families, times, maxBytes).run();
    said.forEach(families::put);
    return converted;
  }
}
