package io.spanstone.collector.receiver;

import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.otlp.AcceptedPoints;
import io.spanstone.otlp.AcceptedTimes;
import io.spanstone.otlp.ForeignScope;
import io.spanstone.otlp.OtlpScan;
import io.spanstone.otlp.ScanResult;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.util.function.Supplier;

/**
 * Checks export requests of metrics. Data points of absurd times are refused, and those of the
 * scope of our own metrics: readers add such points up and take them for exact counts. Thread-safe.
 */
final class PointCheck {
  private static final Slice DERIVED_SCOPE = Slice.ofUtf8(SourceLabels.DERIVED_SCOPE);

  private final Supplier<AcceptedTimes> acceptedTimes;
  private final ReceiverMetrics metrics;

  PointCheck(Supplier<AcceptedTimes> acceptedTimes, ReceiverMetrics metrics) {
    this.acceptedTimes = acceptedTimes;
    this.metrics = metrics;
  }

  Intake.Checked check(Slice request, InFlight.Share share) {
    AcceptedTimes times = acceptedTimes.get();
    ScanResult scan = OtlpScan.scan(Signal.METRICS, request, times);
    if (!ForeignScope.isIn(request, DERIVED_SCOPE)) {
      return withoutOddTimes(request, scan, times, share);
    }
    share.add(request.length());
    ForeignScope.Rest rest = ForeignScope.without(request, DERIVED_SCOPE);
    metrics.refusedPoints("scope", rest.points());
    ScanResult scanOfRest = OtlpScan.scan(Signal.METRICS, rest.request(), times);
    Intake.Checked others = withoutOddTimes(rest.request(), scanOfRest, times, share);
    return new Intake.Checked(others.request(), withForeign(others.receipt(), rest));
  }

  private Intake.Checked withoutOddTimes(
      Slice request, ScanResult scan, AcceptedTimes times, InFlight.Share share) {
    if (scan.invalidRecords() == 0) {
      return new Intake.Checked(request, new Receipt(scan.validRecords(), 0, ""));
    }
    share.add(request.length());
    AcceptedPoints.Rest rest = AcceptedPoints.of(request, times);
    metrics.refusedPoints("time", scan.invalidRecords());
    return new Intake.Checked(
        rest.request(),
        new Receipt(scan.validRecords(), scan.invalidRecords(), problem(rest, times)));
  }

  private static String problem(AcceptedPoints.Rest rest, AcceptedTimes times) {
    long time = rest.firstTimeUnixNano();
    return "data points have a time_unix_nano that is not between %s, the first: %s of metric \"%s\""
        .formatted(times, time == 0 ? "none" : Long.toUnsignedString(time), rest.firstMetric());
  }

  private static Receipt withForeign(Receipt others, ForeignScope.Rest foreign) {
    if (foreign.points() == 0) {
      return others;
    }
    String problem =
        "data points are refused: %d are of the scope %s, which only Spanstone itself may use, the first of metric \"%s\""
            .formatted(foreign.points(), DERIVED_SCOPE.utf8(), foreign.firstMetric());
    return new Receipt(
        others.accepted(),
        others.rejected() + foreign.points(),
        others.rejected() == 0
            ? problem
            : problem + "; " + others.rejected() + " " + others.problem());
  }
}
