package io.spanstone.demo.order;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Drops old orders, so that the database stays as small as the demo's heap. */
@Component
class Archive {

  private static final Logger logger = LoggerFactory.getLogger(Archive.class);
  private static final Duration KEPT = Duration.ofMinutes(30);

  private final OrderTable orders;
  private final Clock clock = Clock.systemUTC();

  Archive(OrderTable orders) {
    this.orders = orders;
  }

  @Scheduled(initialDelay = 60_000, fixedRate = 60_000)
  void dropOldOrders() {
    int dropped = orders.deletePlacedBefore(clock.instant().minus(KEPT));
    logger.atInfo().addKeyValue("orders", dropped).log("old orders dropped");
  }
}
