package io.spanstone.demo.eureka;

import io.spanstone.demo.service.ShopService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** Knows where the shop's services are: they register here, and look each other up. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableEurekaServer
public class EurekaApplication {

  public static void main(String[] arguments) {
    ShopService.run(EurekaApplication.class, "eureka", arguments);
  }
}
