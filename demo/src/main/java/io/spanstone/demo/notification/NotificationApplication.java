package io.spanstone.demo.notification;

import io.spanstone.demo.service.FaultController;
import io.spanstone.demo.service.FaultSwitches;
import io.spanstone.demo.service.ShopService;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Tells customers of their orders, and keeps what it told them in a database of its own. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
@Import(FaultController.class)
public class NotificationApplication {

  static final String SLOW_CONSUMER = "slow-consumer";

  public static void main(String[] arguments) {
    ShopService.run(NotificationApplication.class, "notification", arguments);
  }

  @Bean
  FaultSwitches faultSwitches() {
    return new FaultSwitches(List.of(SLOW_CONSUMER));
  }
}
