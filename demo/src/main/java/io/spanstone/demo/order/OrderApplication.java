package io.spanstone.demo.order;

import io.spanstone.demo.service.ShopService;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Takes orders, asks stock and payment, keeps the orders in a database and tells of them. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableFeignClients
@EnableScheduling
public class OrderApplication {

  public static void main(String[] arguments) {
    ShopService.run(OrderApplication.class, "order", arguments);
  }

  @Bean
  @Profile("cloud")
  NewTopic ordersTopic() {
    return TopicBuilder.name(OrderPublisher.TOPIC).partitions(1).replicas(1).build();
  }
}
