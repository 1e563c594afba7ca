package io.spanstone.query.alert.api;

import io.javalin.http.HttpStatus;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.notifier.StoredNotifier;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The notifiers that there are at one moment, for those that name some. */
final class KnownNotifiers {
  private final Set<String> ids = new HashSet<>();

  /** Reads them. */
  KnownNotifiers(NotifierStore store) throws IOException {
    for (StoredNotifier each : store.list()) {
      ids.add(each.notifier().id());
    }
  }

  /** Those that there are not. */
  List<String> unknown(List<String> named) {
    return named.stream().filter(id -> !ids.contains(id)).toList();
  }

  /**
   * Refuses what names one that there is not.
   *
   * @throws ProblemException a 422 that names every such entry of {@code notifiers}
   */
  void check(List<String> named) {
    List<ParameterFault> faults = new ArrayList<>();
    for (int place = 0; place < named.size(); place++) {
      String id = named.get(place);
      if (!ids.contains(id)) {
        faults.add(
            new ParameterFault(
                "notifiers[" + place + "]",
                "names no notifier: there is no '%s'; see /api/v1/notifiers, or leave it out"
                    .formatted(id)));
      }
    }
    if (!faults.isEmpty()) {
      String detail = Problem.ofParameters(faults).detail();
      throw new ProblemException(
          new Problem(HttpStatus.UNPROCESSABLE_CONTENT, detail, faults, Map.of()));
    }
  }
}
