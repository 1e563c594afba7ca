package io.spanstone.demo.order;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Tells the other services of confirmed orders, where there is a broker. */
@Component
@Profile("cloud")
class OrderPublisher {

  static final String TOPIC = "orders";

  private static final Logger logger = LoggerFactory.getLogger(OrderPublisher.class);

  private final KafkaTemplate<String, OrderConfirmed> kafka;

  OrderPublisher(KafkaTemplate<String, OrderConfirmed> kafka) {
    this.kafka = kafka;
  }

  @EventListener
  void publish(OrderConfirmed order) {
    CompletableFuture<?> unused =
        kafka
            .send(TOPIC, order.customer(), order)
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    logger
                        .atError()
                        .addKeyValue("orderId", order.orderId())
                        .setCause(failure)
                        .log("order not published");
                  }
                });
  }
}
