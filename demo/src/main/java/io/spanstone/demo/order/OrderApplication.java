package io.spanstone.demo.order;

import io.spanstone.demo.service.FaultSwitches;
import io.spanstone.demo.service.ShopService;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.client.RestClient;

/** The shop's front: takes orders, asks stock and payment, and keeps the orders in a database. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
public class OrderApplication {

  public static void main(String[] arguments) {
    ShopService.run(OrderApplication.class, "order", arguments);
  }

  @Bean
  StockClient stockClient(RestClient.Builder http, @Value("${shop.stock.url}") String url) {
    return new StockClient(http.baseUrl(url).build());
  }

  @Bean
  PaymentClient paymentClient(RestClient.Builder http, @Value("${shop.payment.url}") String url) {
    return new PaymentClient(http.baseUrl(url).build());
  }

  @Bean
  FaultSwitches faultSwitches() {
    return new FaultSwitches(List.of());
  }
}
