package io.spanstone.demo.gateway;

import io.spanstone.demo.service.ShopService;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The way into the shop; its routes are in {@code gateway.yml}. */
@SpringBootApplication(proxyBeanMethods = false)
public class GatewayApplication {

  public static void main(String[] arguments) {
    ShopService.run(GatewayApplication.class, "gateway", arguments);
  }
}
