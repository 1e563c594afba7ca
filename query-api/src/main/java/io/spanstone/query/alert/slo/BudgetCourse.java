package io.spanstone.query.alert.slo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How the error budget of an objective was used up in the course of its window.
 *
 * @param step of the points
 * @param allowed calls that need not be good in the whole window, given how many there were
 * @param points at the ends of the steps, the oldest first
 */
public record BudgetCourse(Duration step, double allowed, List<Point> points) {
  /** Roll-ups are read by whole tens of minutes and hours. */
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(6));

  private static final int MOST_POINTS = 180;

  /**
   * At the end of a step.
   *
   * @param calls in the step
   * @param errors calls in the step that were not good
   * @param budgetLeft the share of the whole window's budget; below 0 if more failed than may
   */
  public record Point(Instant time, long calls, long errors, double budgetLeft) {}

  public BudgetCourse {
    points = List.copyOf(points);
  }

  /** The course of the window up to a time; its last step goes on. */
  public static BudgetCourse of(Slo slo, ErrorRatios ratios, Instant now) throws IOException {
    Duration step = step(slo.window());
    long end = -Math.floorDiv(-now.getEpochSecond(), step.toSeconds()) * step.toSeconds();
    int steps = (int) (slo.window().toSeconds() / step.toSeconds());
    Instant start = Instant.ofEpochSecond(end - steps * step.toSeconds());
    List<ErrorRatios.Counted> calls =
        ratios.overTime(slo.service(), slo.operation(), slo.latency(), start, step, steps);
    double allowed = calls.stream().mapToLong(ErrorRatios.Counted::calls).sum() * slo.budget();
    List<Point> points = new ArrayList<>();
    long errors = 0;
    for (int i = 0; i < steps; i++) {
      errors += calls.get(i).bad();
      points.add(
          new Point(
              start.plus(step.multipliedBy(i + 1)),
              calls.get(i).calls(),
              calls.get(i).bad(),
              allowed == 0 ? 1 : 1 - errors / allowed));
    }
    return new BudgetCourse(step, allowed, points);
  }

  private static Duration step(Duration window) {
    return STEPS.stream()
        .filter(each -> window.toSeconds() / each.toSeconds() <= MOST_POINTS)
        .findFirst()
        .orElse(STEPS.get(STEPS.size() - 1));
  }
}
