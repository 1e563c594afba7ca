package io.spanstone.demo.notification;

import io.spanstone.demo.service.FaultSwitches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Turns every confirmed order into a notification; one at a time, as the topic has them. */
@Component
class OrderListener {

  private static final Logger logger = LoggerFactory.getLogger(OrderListener.class);
  private static final int FAULTY_MAIL_MILLIS = 1_500;

  private final NotificationTable notifications;
  private final FaultSwitches faults;

  OrderListener(NotificationTable notifications, FaultSwitches faults) {
    this.notifications = notifications;
    this.faults = faults;
  }

  @KafkaListener(topics = "orders")
  void notifyCustomer(OrderConfirmed order) throws InterruptedException {
    if (faults.isOn(NotificationApplication.SLOW_CONSUMER)) {
      Thread.sleep(FAULTY_MAIL_MILLIS);
    }
    notifications.insert(
        new Notification(
            order.orderId(),
            order.customer(),
            "Your order of " + order.quantity() + " × " + order.sku() + " is on its way."));
    logger
        .atInfo()
        .addKeyValue("orderId", order.orderId())
        .addKeyValue("customer", order.customer())
        .log("customer notified");
  }
}
