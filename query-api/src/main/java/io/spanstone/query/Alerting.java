package io.spanstone.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.query.alert.api.AcknowledgementsApi;
import io.spanstone.query.alert.api.AlertRulesApi;
import io.spanstone.query.alert.api.AlertsApi;
import io.spanstone.query.alert.api.DeliveryApi;
import io.spanstone.query.alert.api.NotifiersApi;
import io.spanstone.query.alert.api.PrometheusAlerts;
import io.spanstone.query.alert.api.RuleFilesApi;
import io.spanstone.query.alert.api.RuleTestApi;
import io.spanstone.query.alert.api.SilencesApi;
import io.spanstone.query.alert.api.SloBudgetApi;
import io.spanstone.query.alert.api.SlosApi;
import io.spanstone.query.alert.channel.Channels;
import io.spanstone.query.alert.evaluate.AlertSettings;
import io.spanstone.query.alert.evaluate.CollectorSink;
import io.spanstone.query.alert.evaluate.DryRun;
import io.spanstone.query.alert.evaluate.Evaluator;
import io.spanstone.query.alert.evaluate.StoredAlerts;
import io.spanstone.query.alert.history.HistoryLog;
import io.spanstone.query.alert.lease.Leases;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.notify.Deliveries;
import io.spanstone.query.alert.notify.Delivery;
import io.spanstone.query.alert.rule.RuleStore;
import io.spanstone.query.alert.silence.People;
import io.spanstone.query.alert.slo.ErrorRatios;
import io.spanstone.query.alert.slo.SloStore;
import io.spanstone.storage.Storage;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The parts of alerting: what requests are answered from, and, once started, what runs by itself.
 * Thread-safe.
 */
final class Alerting implements AutoCloseable {
  private final AlertSettings settings;
  private final Storage storage;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final RuleStore rules;
  private final SloStore slos;
  private final HistoryLog history;
  private final StoredAlerts alerts;
  private final People people;
  private final NotifierStore notifiers;
  private final Deliveries deliveries;
  private final Channels channels = new Channels();
  private final String baseUrl;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private volatile Runnable onRulesChanged = () -> {};
  private volatile Runnable onDeliveryChanged = () -> {};

  Alerting(
      AlertSettings settings,
      Storage storage,
      MeterRegistry registry,
      InstantSource clock,
      String baseUrl) {
    this.settings = settings;
    this.storage = storage;
    this.registry = registry;
    this.clock = clock;
    this.rules = new RuleStore(storage.documents());
    this.slos = new SloStore(storage.documents());
    this.history = new HistoryLog(storage.alertTransitions(), clock);
    this.alerts = new StoredAlerts(storage.documents(), history);
    this.people = new People(storage.documents(), clock);
    this.notifiers = new NotifierStore(storage.documents());
    this.deliveries = new Deliveries(storage.documents(), people, clock);
    this.baseUrl = baseUrl;
  }

  /** Begins to evaluate rules, as far as no other process does. */
  void start() {
    Leases leases = Leases.start(storage.documents(), settings.process());
    running.push(leases);
    CollectorSink sink = CollectorSink.start(settings.collector(), registry);
    running.push(sink);
    Evaluator evaluator =
        Evaluator.start(settings, storage, rules, alerts, leases, sink, clock, registry);
    running.push(evaluator);
    onRulesChanged = evaluator::rulesChanged;
    Delivery delivery =
        Delivery.start(
            alerts,
            history,
            leases.hold("notify"),
            storage.documents(),
            storage.traces(),
            people,
            channels,
            registry,
            baseUrl);
    running.push(delivery);
    onDeliveryChanged = delivery::wake;
  }

  AlertRulesApi rulesApi() {
    return new AlertRulesApi(rules, slos, notifiers, alerts, () -> onRulesChanged.run());
  }

  RuleTestApi ruleTestApi() {
    return new RuleTestApi(new DryRun(storage, settings), clock);
  }

  RuleFilesApi ruleFilesApi() {
    return new RuleFilesApi(rules, () -> onRulesChanged.run());
  }

  SlosApi slosApi() {
    return new SlosApi(
        slos,
        notifiers,
        new ErrorRatios(storage.red(), settings.logBudget()),
        () -> onRulesChanged.run(),
        clock);
  }

  SloBudgetApi sloBudgetApi() {
    return new SloBudgetApi(
        new SloStore(storage.documents()),
        new ErrorRatios(storage.red(), settings.logBudget()),
        clock);
  }

  AlertsApi alertsApi() {
    return new AlertsApi(alerts, history, people, deliveries, clock);
  }

  NotifiersApi notifiersApi() {
    return new NotifiersApi(notifiers, channels, () -> onDeliveryChanged.run(), baseUrl, clock);
  }

  DeliveryApi deliveryApi() {
    return new DeliveryApi(notifiers, deliveries, history);
  }

  SilencesApi silencesApi() {
    return new SilencesApi(people, alerts, history, () -> onDeliveryChanged.run(), clock);
  }

  AcknowledgementsApi acknowledgementsApi() {
    return new AcknowledgementsApi(people, alerts, history, () -> onDeliveryChanged.run(), clock);
  }

  PrometheusAlerts prometheusApi() {
    return new PrometheusAlerts(rules, slos, notifiers, alerts);
  }

  /** Stops what runs, the last first; another process goes on at once. Idempotent. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException(e); // none of them throws
      }
    }
  }
}
