package io.spanstone.demo.order;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** The orders, in the database. */
@Repository
class OrderTable {

  private static final String COLUMNS = "id, customer, sku, quantity, total_cents, status";

  private final JdbcClient database;

  OrderTable(JdbcClient database) {
    this.database = database;
  }

  long insert(NewOrder order, long totalCents, Instant placedAt) {
    KeyHolder key = new GeneratedKeyHolder();
    database
        .sql(
            "INSERT INTO orders (customer, sku, quantity, total_cents, status, placed_at)"
                + " VALUES (?, ?, ?, ?, ?, ?)")
        .params(
            order.customer(),
            order.sku(),
            order.quantity(),
            totalCents,
            OrderStatus.PLACED.name(),
            Timestamp.from(placedAt))
        .update(key, "id");
    return Objects.requireNonNull(key.getKeyAs(Long.class));
  }

  void setStatus(long id, OrderStatus status) {
    database.sql("UPDATE orders SET status = ? WHERE id = ?").params(status.name(), id).update();
  }

  Optional<Order> find(long id) {
    return database
        .sql("SELECT " + COLUMNS + " FROM orders WHERE id = ?")
        .param(id)
        .query(Order.class)
        .optional();
  }

  List<Order> latestOf(String customer) {
    return database
        .sql("SELECT " + COLUMNS + " FROM orders WHERE customer = ? ORDER BY id DESC LIMIT 20")
        .param(customer)
        .query(Order.class)
        .list();
  }

  int deletePlacedBefore(Instant time) {
    return database
        .sql("DELETE FROM orders WHERE placed_at < ?")
        .param(Timestamp.from(time))
        .update();
  }
}
