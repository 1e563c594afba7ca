package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleStore;
import io.spanstone.query.alert.rule.StoredRule;
import io.spanstone.query.alert.slo.BurnRates;
import io.spanstone.query.alert.slo.SloStore;
import io.spanstone.query.alert.slo.StoredSlo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules that are to be evaluated, read again every few seconds: others may have changed them.
 * Thread-safe.
 */
final class RuleBook {
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Comparator<PreparedRule> ORDER =
      Comparator.<PreparedRule, String>comparing(each -> each.rule().group())
          .thenComparing(each -> each.rule().position())
          .thenComparing(each -> each.rule().id());

  private final RuleStore store;
  private final SloStore slos;
  private Map<StoredRule, PreparedRule> prepared = new HashMap<>();
  private List<PreparedRule> rules = List.of();
  private boolean known;
  private long readAtNanos;

  RuleBook(RuleStore store, SloStore slos) {
    this.store = store;
    this.slos = slos;
  }

  /** All that are enabled, those of a group one after the other in their order. */
  synchronized List<PreparedRule> rules() throws IOException {
    if (!known || System.nanoTime() - readAtNanos > FRESH_NANOS) {
      read();
    }
    return rules;
  }

  /** That they have changed. */
  synchronized void changed() {
    known = false;
  }

  private void read() throws IOException {
    Map<StoredRule, PreparedRule> now = new HashMap<>();
    List<PreparedRule> all = new ArrayList<>();
    for (StoredRule stored : store.list()) {
      AlertRule rule = stored.rule();
      if (rule.enabled()) {
        PreparedRule same = prepared.get(stored);
        PreparedRule each = same == null ? PreparedRule.of(rule) : same;
        now.put(stored, each);
        all.add(each);
      }
    }
    for (StoredSlo slo : slos.list()) {
      BurnRates.rules(slo.slo()).forEach(rule -> all.add(PreparedRule.of(rule)));
    }
    all.sort(ORDER);
    prepared = now;
    rules = List.copyOf(all);
    known = true;
    readAtNanos = System.nanoTime();
  }
}
