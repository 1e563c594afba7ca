package io.spanstone.demo.stock;

import io.spanstone.demo.service.FaultSwitches;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The products, in the database; one query in a few dozen finds the disk busy. */
@Repository
class ProductTable {

  private static final double SLOW_SHARE = 0.03;
  private static final int BUSY_DISK_MILLIS = 250;
  private static final int FAULTY_DISK_MILLIS = 1_500;

  private final JdbcClient database;
  private final FaultSwitches faults;

  ProductTable(JdbcClient database, FaultSwitches faults) {
    this.database = database;
    this.faults = faults;
  }

  List<Product> all() {
    return database
        .sql("SELECT sku, name, price_cents, available FROM product ORDER BY sku")
        .query(Product.class)
        .list();
  }

  Optional<Product> find(String sku) {
    return database
        .sql(
            "SELECT sku, name, price_cents, available FROM product"
                + " WHERE sku = ? AND slow_disk(?) >= 0")
        .params(sku, diskMillis())
        .query(Product.class)
        .optional();
  }

  /** False if there is not enough of it. */
  boolean take(String sku, int quantity) {
    return database
            .sql("UPDATE product SET available = available - ? WHERE sku = ? AND available >= ?")
            .params(quantity, sku, quantity)
            .update()
        == 1;
  }

  void putBack(String sku, int quantity) {
    database
        .sql("UPDATE product SET available = available + ? WHERE sku = ?")
        .params(quantity, sku)
        .update();
  }

  /** Fills up what runs low; answers how many products that were. */
  int restock(int below, int quantity) {
    return database
        .sql("UPDATE product SET available = available + ? WHERE available < ?")
        .params(quantity, below)
        .update();
  }

  private int diskMillis() {
    if (faults.isOn(StockApplication.SLOW_DATABASE)) {
      return FAULTY_DISK_MILLIS;
    }
    return ThreadLocalRandom.current().nextDouble() < SLOW_SHARE ? BUSY_DISK_MILLIS : 0;
  }
}
