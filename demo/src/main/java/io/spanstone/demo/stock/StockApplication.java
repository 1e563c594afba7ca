package io.spanstone.demo.stock;

import io.spanstone.demo.service.FaultController;
import io.spanstone.demo.service.FaultSwitches;
import io.spanstone.demo.service.ShopService;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What the shop has, in a database of its own. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
@Import(FaultController.class)
public class StockApplication {

  static final String SLOW_DATABASE = "slow-database";

  public static void main(String[] arguments) {
    ShopService.run(StockApplication.class, "stock", arguments);
  }

  @Bean
  FaultSwitches faultSwitches() {
    return new FaultSwitches(List.of(SLOW_DATABASE));
  }
}
