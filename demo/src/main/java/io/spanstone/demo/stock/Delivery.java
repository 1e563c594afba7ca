package io.spanstone.demo.stock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The lorry that comes now and then, so that the shop never runs dry for long. */
@Component
class Delivery {

  private static final Logger logger = LoggerFactory.getLogger(Delivery.class);
  private static final int LOW = 20;
  private static final int LORRY_LOAD = 50;

  private final ProductTable products;

  Delivery(ProductTable products) {
    this.products = products;
  }

  @Scheduled(initialDelay = 30_000, fixedRate = 30_000)
  void unload() {
    int restocked = products.restock(LOW, LORRY_LOAD);
    logger.atInfo().addKeyValue("products", restocked).log("delivery unloaded");
  }
}
