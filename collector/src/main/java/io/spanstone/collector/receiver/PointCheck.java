package io.spanstone.collector.receiver;

import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.collector.cell.AgentCounts;
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
  private static final String OF_OUR_SCOPE =
      "are of the scope " + SourceLabels.DERIVED_SCOPE + ", which only Spanstone itself may use";

  private final Supplier<AcceptedTimes> acceptedTimes;
  private final ReceiverMetrics metrics;

  PointCheck(Supplier<AcceptedTimes> acceptedTimes, ReceiverMetrics metrics) {
    this.acceptedTimes = acceptedTimes;
    this.metrics = metrics;
  }

  Intake.Checked check(Slice request, InFlight.Share share) {
    AcceptedTimes times = acceptedTimes.get();
    ScanResult scan = OtlpScan.scan(Signal.METRICS, request, times);
    if (ForeignScope.isIn(request, DERIVED_SCOPE)) {
      ForeignScope.Rest rest = ForeignScope.without(request, DERIVED_SCOPE);
      return without(rest, "scope", OF_OUR_SCOPE, request, share);
    }
    if (AgentCounts.isIn(request)) {
      String problem = AgentCounts.problem(request);
      if (!problem.isEmpty()) {
        String text = "are of the scope " + AgentCounts.SCOPE + ", in which " + problem;
        return without(AgentCounts.without(request), "counts", text, request, share);
      }
    }
    return withoutOddTimes(request, scan, times, share);
  }

  /** What is left of a request, checked again. */
  private Intake.Checked without(
      ForeignScope.Rest rest, String reason, String problem, Slice request, InFlight.Share share) {
    share.add(request.length());
    metrics.refusedPoints(reason, rest.points());
    Intake.Checked others = check(rest.request(), share);
    return new Intake.Checked(others.request(), withRefused(others.receipt(), rest, problem));
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

  private static Receipt withRefused(Receipt others, ForeignScope.Rest foreign, String reason) {
    if (foreign.points() == 0) {
      return others;
    }
    String problem =
        "data points are refused: %d %s, the first of metric \"%s\""
            .formatted(foreign.points(), reason, foreign.firstMetric());
    return new Receipt(
        others.accepted(),
        others.rejected() + foreign.points(),
        others.rejected() == 0
            ? problem
            : problem + "; " + others.rejected() + " " + others.problem());
  }
}
