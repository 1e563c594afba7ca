package io.spanstone.e2e;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A service that answers over gRPC, and takes messages from Kafka. */
final class DeliveryProgram {
  private DeliveryProgram() {}

  public static void main(String[] arguments) throws Exception {
    Server server =
        ServerBuilder.forPort(0)
            .addService(new HealthStatusManager().getHealthService())
            .build()
            .start();
    Thread consumer = new Thread(DeliveryProgram::consume, "consumer");
    consumer.setDaemon(true);
    consumer.start();
    System.out.println(server.getPort());
    while (System.in.read() >= 0) {
      // only the end matters
    }
    System.exit(0);
  }

  private static void consume() {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", System.getProperty("broker"),
                "group.id", "delivery",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("orders"));
      while (true) {
        for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofSeconds(1))) {
          System.err.println("delivering " + message.value());
        }
      }
    }
  }
}
