package io.spanstone.demo;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A virtual user: looks around, buys, looks at what was bought. One step at a time. */
final class Customer {

  private static final int CREATED = 201;
  private static final long UNKNOWN_ORDER = 999_999_999;
  private static final Pattern ORDER_ID = Pattern.compile("\"id\":(\\d+)");
  private static final List<String> SKUS =
      List.of(
          "tea-1", "tea-1", "tea-1", "tea-2", "tea-2", "tea-3", "tea-3", "tea-4", "pot-1", "pot-2",
          "cup-1", "cup-1", "cup-2", "set-1", "tin-1");

  private final String name;
  private final Random random;
  private final boolean notified;
  private long lastOrderId = UNKNOWN_ORDER;

  /**
   * @param notified whether the shop has notifications to look at
   */
  Customer(String name, Random random, boolean notified) {
    this.name = name;
    this.random = random;
    this.notified = notified;
  }

  ShopRequest nextStep() {
    double dice = random.nextDouble();
    if (dice < 0.45) {
      return ShopRequest.browse();
    }
    if (dice < 0.70) {
      String sku = SKUS.get(random.nextInt(SKUS.size()));
      return ShopRequest.order(name, sku, 1 + random.nextInt(3));
    }
    if (dice < 0.90 && lastOrderId != UNKNOWN_ORDER) {
      return ShopRequest.show(lastOrderId);
    }
    if (dice > 0.93 && dice < 0.98 && notified) {
      return ShopRequest.notifications(name);
    }
    return dice < 0.98 ? ShopRequest.list(name) : ShopRequest.show(UNKNOWN_ORDER);
  }

  void answered(ShopRequest step, int status, String body) {
    Matcher id = ORDER_ID.matcher(body);
    if (step.name().equals("POST /orders") && status == CREATED && id.find()) {
      lastOrderId = Long.parseLong(id.group(1));
    }
  }
}
