package io.spanstone.storage.red;

import io.spanstone.block.BlockFields;
import io.spanstone.block.BlockTerms;
import io.spanstone.block.Rollup;
import io.spanstone.block.Service;
import io.spanstone.block.UnixNano;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.metric.SelectLimits;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rate, errors and durations of services, from what collectors derive from spans: every span is
 * counted, and none is read. Methods throw {@link LimitExceededException} if there is more than
 * their limits allow. Thread-safe.
 */
public final class RedStore {
  private static final Set<DerivedDuration> METRICS = Set.of(DerivedDuration.SPAN);

  private final MetricBlocks.Source metrics;
  private final RollupCoverage.Source coverage;
  private final ServiceInstances instances;
  private final DerivedBlocks read;
  private final KnownSteps known;
  private final TallyPool tallies = new TallyPool();

  /**
   * @param read of the same metrics
   * @param known of the same metrics
   */
  public RedStore(
      MetricBlocks.Source metrics,
      RollupCoverage.Source coverage,
      ServiceInstances instances,
      DerivedBlocks read,
      KnownSteps known) {
    this.metrics = metrics;
    this.coverage = coverage;
    this.instances = instances;
    this.read = read;
    this.known = known;
  }

  /** The calls of each group that has any, by group; without grouping always one. */
  public List<RedSeries> red(RedQuery query, SelectLimits limits) throws IOException {
    return chart(query, limits).series();
  }

  /** The same. */
  public RedChart chart(RedQuery query, SelectLimits limits) throws IOException {
    TimeSteps steps = query.timeSteps();
    List<BlockFilter> filters = new ArrayList<>();
    filters.add(calls());
    filters.addAll(ofService(query.service()));
    if (query.operation() != null) {
      filters.add(label("span_name", List.of(query.operation())));
    }
    CallBlocks wanted =
        blocks(filters, query.needsOperations() ? Rollup::series : Rollup::services);
    List<StepCalls> calls =
        metrics.read(
            blocks -> {
              CallAggregation<String> aggregation =
                  new CallAggregation<>(
                      METRICS,
                      members(query::wants, query.groupBy()::groupOf),
                      steps,
                      query.slowerThanNanos(),
                      limits,
                      tallies);
              StepRecall recall = new StepRecall(known, query.chart(), steps);
              List<ReadingPlan.Part> parts = ReadingPlan.of(steps);
              wanted.read(
                  blocks,
                  parts,
                  aggregation,
                  heads -> parts.size() == 1 ? recall.recall(heads, aggregation) : heads);
              return recall.learn(aggregation.finish());
            });
    RedChart chart = RedChart.of(calls, limits);
    return query.groupBy() == GroupBy.NONE ? chart.orEmptyGroup("") : chart;
  }

  /** The services with spans in {@code [start, end)}. */
  public ServiceSummaries services(Instant start, Instant end, SelectLimits limits)
      throws IOException {
    ServiceInstances.Found found = instances.find(UnixNano.of(start), UnixNano.of(end));
    Map<Service, CallAggregation.Group> calls =
        aggregate(
            List.of(calls()),
            SpanSeries::isCalls,
            SpanSeries::service,
            range(start, end),
            Rollup::services,
            RedQuery.NO_THRESHOLD,
            limits);
    Map<Service, Integer> counts = new HashMap<>();
    Map<Service, Long> newest = new HashMap<>();
    found
        .newestUnixNano()
        .forEach(
            (instance, time) -> {
              counts.merge(instance.service(), instance.id().isEmpty() ? 0 : 1, Integer::sum);
              newest.merge(instance.service(), time, Math::max);
            });
    calls.forEach((service, group) -> newest.merge(service, group.newestUnixNano(), Math::max));
    List<ServiceSummary> summaries = new ArrayList<>();
    double seconds = seconds(start, end);
    newest.forEach(
        (service, time) ->
            summaries.add(
                summary(
                    service,
                    Math.max(1, counts.getOrDefault(service, 1)),
                    callsOf(calls.get(service)),
                    seconds,
                    UnixNano.toInstant(time))));
    summaries.sort(
        Comparator.comparing(ServiceSummary::name).thenComparing(ServiceSummary::namespace));
    return new ServiceSummaries(summaries, found.complete());
  }

  private record Operation(String name, int kind) {}

  /**
   * The operations in {@code [start, end)} of the service, given as its name or {@code
   * namespace/name}; none if the service is unknown.
   */
  public List<OperationSummary> operations(
      String service, Instant start, Instant end, SelectLimits limits) throws IOException {
    Map<Operation, CallAggregation.Group> groups =
        aggregate(
            ofService(service),
            series -> series.isOf(service),
            series -> new Operation(series.operation(), series.kind()),
            range(start, end),
            Rollup::series,
            RedQuery.NO_THRESHOLD,
            limits);
    double seconds = seconds(start, end);
    List<OperationSummary> summaries = new ArrayList<>();
    groups.forEach(
        (operation, group) -> {
          Calls calls = callsOf(group);
          if (calls.count() > 0) {
            summaries.add(summary(operation, calls, seconds));
          }
        });
    summaries.sort(
        Comparator.comparing(OperationSummary::name).thenComparing(OperationSummary::kind));
    return summaries;
  }

  private <K> Map<K, CallAggregation.Group> aggregate(
      List<BlockFilter> filters,
      Predicate<SpanSeries> wanted,
      Function<SpanSeries, K> grouping,
      TimeSteps steps,
      Function<Rollup, String> rollups,
      long slowerThanNanos,
      SelectLimits limits)
      throws IOException {
    CallBlocks of = blocks(filters, rollups);
    return metrics.read(
        blocks -> {
          CallAggregation<K> aggregation =
              new CallAggregation<>(
                  METRICS, members(wanted, grouping), steps, slowerThanNanos, limits, tallies);
          of.read(blocks, ReadingPlan.of(steps), aggregation);
          return aggregation.finish();
        });
  }

  private CallBlocks blocks(List<BlockFilter> filters, Function<Rollup, String> rollups)
      throws IOException {
    return new CallBlocks(METRICS, filters, new RollupFilter(coverage.read(), rollups), read);
  }

  private static <K> CallAggregation.Wanted<K> members(
      Predicate<SpanSeries> wanted, Function<SpanSeries, K> grouping) {
    return each -> {
      SpanSeries series = SpanSeries.of(each.resource(), each.walkAttributes());
      return wanted.test(series)
          ? Optional.of(new CallAggregation.Member<>(grouping.apply(series), series.error()))
          : Optional.empty();
    };
  }

  private static TimeSteps range(Instant start, Instant end) {
    return TimeSteps.one(UnixNano.of(start), UnixNano.of(end));
  }

  private static double seconds(Instant start, Instant end) {
    return Math.max(1e-3, Duration.between(start, end).toMillis() / 1e3);
  }

  private static Calls callsOf(CallAggregation.@Nullable Group group) {
    return group == null ? Calls.NONE : group.calls().get(0);
  }

  private static ServiceSummary summary(
      Service service, int instances, Calls calls, double seconds, Instant lastSeen) {
    return new ServiceSummary(
        service.name(),
        service.namespace(),
        instances,
        calls.count() / seconds,
        calls.errorRate(),
        calls.p50Nanos(),
        calls.p95Nanos(),
        calls.p99Nanos(),
        lastSeen);
  }

  private static OperationSummary summary(Operation operation, Calls calls, double seconds) {
    return new OperationSummary(
        operation.name(),
        operation.kind(),
        calls.count() / seconds,
        calls.errorRate(),
        calls.p50Nanos(),
        calls.p95Nanos(),
        calls.p99Nanos());
  }

  private static BlockFilter calls() {
    return label("span_kind", SpanSeries.CALL_KINDS);
  }

  private static List<BlockFilter> ofService(@Nullable String service) {
    return service == null
        ? List.of()
        : List.of(BlockFilter.terms(BlockFields.SERVICE, List.of(BlockTerms.name(service))));
  }

  private static BlockFilter label(String label, List<String> values) {
    return BlockFilter.terms(
        BlockFields.TERMS, values.stream().map(value -> BlockTerms.label(label, value)).toList());
  }
}
