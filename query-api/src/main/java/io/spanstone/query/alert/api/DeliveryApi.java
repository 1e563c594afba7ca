package io.spanstone.query.alert.api;

import io.javalin.http.Context;
import io.spanstone.query.alert.history.HistoryLog;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.notify.Deliveries;
import io.spanstone.query.alert.notify.NotifierDelivery;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.request.Ids;
import java.io.IOException;

/** What receivers were told and are owed. Thread-safe. */
public final class DeliveryApi {
  private final NotifierStore notifiers;
  private final Deliveries deliveries;
  private final HistoryLog history;

  public DeliveryApi(NotifierStore notifiers, Deliveries deliveries, HistoryLog history) {
    this.notifiers = notifiers;
    this.deliveries = deliveries;
    this.history = history;
  }

  /** {@code GET /api/v1/notifiers/{id}/delivery} */
  public void ofNotifier(Context request) throws IOException {
    String id = Ids.inPath(request);
    if (notifiers.get(id).isEmpty()) {
      throw NotifiersApi.KIND.missing(id);
    }
    NotifierDelivery delivery = deliveries.ofNotifier(id);
    String notified = history.lastNotice(id, "notified");
    String undelivered = history.lastNotice(id, "undelivered");
    JsonAnswer.send(request, json -> DeliveryJson.write(json, delivery, notified, undelivered));
  }
}
