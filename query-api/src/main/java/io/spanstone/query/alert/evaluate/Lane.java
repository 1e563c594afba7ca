package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.lease.Lease;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates a share of the rules, one time after the other, while it holds the lease for them.
 * Times are multiples of a rule's interval since the epoch, so that whoever takes over goes on with
 * the same ones. What was not evaluated while nobody could is made up for, as of its time, up to
 * five minutes; what is older, or comes faster than it can be done, is left out and counted.
 *
 * <p>Runs on a thread of its own; {@link #wake} and {@link #close} are thread-safe.
 */
final class Lane implements Runnable {
  private static final Logger logger = LoggerFactory.getLogger(Lane.class);
  private static final Duration CATCH_UP = Duration.ofMinutes(5);
  private static final Duration OVERLOADED = Duration.ofSeconds(30);
  private static final Duration RECENT = Duration.ofMinutes(10);
  private static final long RETRY_MILLIS = 1_000;
  private static final long IDLE_MILLIS = 500;

  /**
   * What a lane needs.
   *
   * @param offset how long after a time its data are believed to be there
   */
  record Parts(
      RuleBook book,
      StateStore states,
      ProgressStore progress,
      SampleSink sink,
      EvaluationMetrics metrics,
      InstantSource clock,
      Duration offset) {}

  /** Makes the query of a lane, on top of which lie the samples that its rules just made. */
  interface QueryFactory {
    RuleQuery over(RecentSamples recent);
  }

  private final String name;
  private final Predicate<AlertRule> mine;
  private final RuleQuery query;
  private final Parts parts;
  private final Lease lease;
  private final RecentSamples recent = new RecentSamples(RECENT.toMillis());
  private final Semaphore waking = new Semaphore(0);
  private RuleSamples samples = new RuleSamples();
  private @Nullable LaneMemory memory;

  /** Up to here it may be late: nobody evaluated. */
  private Instant catchUpUntil = Instant.MIN;

  private boolean failing;
  private volatile boolean closed;

  Lane(String name, Predicate<AlertRule> mine, QueryFactory query, Parts parts, Lease lease) {
    this.name = name;
    this.mine = mine;
    this.query = query.over(recent);
    this.parts = parts;
    this.lease = lease;
  }

  /** Makes it look at the rules again. */
  void wake() {
    waking.release();
  }

  void close() {
    closed = true;
    wake();
  }

  @Override
  public void run() {
    while (!closed) {
      long waitMillis = RETRY_MILLIS;
      try {
        waitMillis = turn();
        failing = false;
      } catch (IOException | RuntimeException e) {
        forget();
        parts.metrics().interrupted();
        warn(e);
      }
      try {
        if (waitMillis > 0 && waking.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
          waking.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    forget();
  }

  /** Does the next thing that is due. Returns for how long there is nothing to do then. */
  private long turn() throws IOException {
    if (!lease.held()) {
      forget();
      return IDLE_MILLIS;
    }
    Instant horizon = parts.clock().instant().minus(parts.offset());
    LaneMemory now = remember(horizon);
    List<PreparedRule> all = parts.book().rules();
    List<PreparedRule> rules = all.stream().filter(each -> mine.test(each.rule())).toList();
    Set<String> ids = new HashSet<>();
    all.forEach(each -> ids.add(each.rule().id()));
    parts.metrics().transitions(now.reconcile(rules, ids, samples));
    skip(now, rules, horizon);
    Instant next = next(now.until(), rules);
    if (rules.isEmpty()) {
      now.skipTo(horizon);
      return RETRY_MILLIS;
    }
    if (next.isAfter(horizon)) {
      return Math.min(RETRY_MILLIS, Duration.between(horizon, next).toMillis() + 1);
    }
    evaluate(now, rules, next);
    return 0;
  }

  private LaneMemory remember(Instant horizon) throws IOException {
    LaneMemory now = memory;
    if (now == null || now.epoch() != lease.epoch()) {
      forget();
      now = LaneMemory.load(name, lease.epoch(), parts.states(), parts.progress(), horizon);
      samples = new RuleSamples();
      memory = now;
      catchUpUntil = horizon;
      parts.metrics().holding(true);
    }
    return now;
  }

  private void forget() {
    if (memory != null) {
      memory = null;
      parts.metrics().holding(false);
    }
  }

  private void evaluate(LaneMemory now, List<PreparedRule> rules, Instant at) throws IOException {
    List<PreparedRule> due =
        rules.stream()
            .filter(each -> isDue(each, at) && now.isBehind(each.rule().id(), at))
            .toList();
    Collection<Evaluated> all = GroupEvaluation.run(query, due, at, now::live, samples, recent);
    List<Sample> made = new ArrayList<>();
    for (Evaluated each : all) {
      if (!lease.held()) {
        throw new StorageException("the lease " + name + " was lost while it evaluated");
      }
      long points = now.keep(each, at);
      made.addAll(each.samples());
      parts.metrics().evaluated(each, points, late(at));
      parts.metrics().transitions(each.step() == null ? 0 : each.step().transitions().size());
    }
    now.finish(at);
    parts.sink().accept(made);
  }

  private Duration late(Instant at) {
    return Duration.between(at.plus(parts.offset()), parts.clock().instant());
  }

  /** Leaves out what is too late, but for the newest time of each rule. */
  private void skip(LaneMemory now, List<PreparedRule> rules, Instant horizon) {
    boolean catchingUp = now.until().isBefore(catchUpUntil);
    Instant until = now.until();
    Instant to = horizon.minus(catchingUp ? CATCH_UP : patience(rules));
    for (PreparedRule each : rules) {
      Instant newest =
          Instant.ofEpochMilli(times(each, horizon) * each.rule().interval().toMillis());
      if (newest.isAfter(until) && !newest.isAfter(to)) {
        to = newest.minusMillis(1);
      }
    }
    if (!to.isAfter(until)) {
      return;
    }
    long missed = 0;
    for (PreparedRule each : rules) {
      long times = times(each, to) - times(each, until);
      now.missed(each.rule().id(), times);
      missed += times;
    }
    now.skipTo(to);
    if (missed > 0) {
      parts.metrics().missed(missed);
      logger.warn("{} evaluations of rules in {} were left out", missed, name);
    }
  }

  /** Two intervals late, at least half a minute: then there is too much to do. */
  private static Duration patience(List<PreparedRule> rules) {
    return rules.stream()
        .map(each -> each.rule().interval().multipliedBy(2))
        .min(Duration::compareTo)
        .filter(twice -> twice.compareTo(OVERLOADED) > 0)
        .orElse(OVERLOADED);
  }

  private static Instant next(Instant after, List<PreparedRule> rules) {
    long next = Long.MAX_VALUE;
    for (PreparedRule each : rules) {
      next = Math.min(next, (times(each, after) + 1) * each.rule().interval().toMillis());
    }
    return next == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(next);
  }

  /** How many times of the rule there are up to a time. */
  private static long times(PreparedRule rule, Instant time) {
    return Math.floorDiv(time.toEpochMilli(), rule.rule().interval().toMillis());
  }

  private static boolean isDue(PreparedRule rule, Instant time) {
    return time.toEpochMilli() % rule.rule().interval().toMillis() == 0;
  }

  private void warn(Exception e) {
    if (!failing && !closed) {
      logger.warn("Evaluation of {} stands still: {}", name, e.toString());
      logger.debug("Evaluation of {} stands still", name, e);
    }
    failing = true;
  }
}
