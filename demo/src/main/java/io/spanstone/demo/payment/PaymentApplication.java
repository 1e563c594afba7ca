package io.spanstone.demo.payment;

import io.spanstone.demo.service.FaultController;
import io.spanstone.demo.service.FaultSwitches;
import io.spanstone.demo.service.ShopService;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Takes the money, when its provider lets it. Has no database. */
@SpringBootApplication(proxyBeanMethods = false, exclude = DataSourceAutoConfiguration.class)
@Import(FaultController.class)
public class PaymentApplication {

  static final String FAILING_PAYMENT = "failing-payment";
  static final String SLOW_PAYMENT = "slow-payment";

  public static void main(String[] arguments) {
    ShopService.run(PaymentApplication.class, "payment", arguments);
  }

  @Bean
  FaultSwitches faultSwitches() {
    return new FaultSwitches(List.of(FAILING_PAYMENT, SLOW_PAYMENT));
  }
}
