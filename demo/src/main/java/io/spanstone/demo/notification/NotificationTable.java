package io.spanstone.demo.notification;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The notifications, in the database. */
@Repository
class NotificationTable {

  private static final int KEPT = 5_000;

  private final JdbcClient database;

  NotificationTable(JdbcClient database) {
    this.database = database;
  }

  void insert(Notification notification) {
    database
        .sql("INSERT INTO notification (order_id, customer, text) VALUES (?, ?, ?)")
        .params(notification.orderId(), notification.customer(), notification.text())
        .update();
  }

  List<Notification> latestOf(String customer) {
    return database
        .sql(
            "SELECT order_id, customer, text FROM notification WHERE customer = ?"
                + " ORDER BY id DESC LIMIT 20")
        .param(customer)
        .query(Notification.class)
        .list();
  }

  /** So that the database stays as small as the demo's heap. */
  @Scheduled(initialDelay = 60_000, fixedRate = 60_000)
  void dropOld() {
    database
        .sql("DELETE FROM notification WHERE id <= (SELECT MAX(id) FROM notification) - ?")
        .param(KEPT)
        .update();
  }
}
