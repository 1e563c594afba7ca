package io.spanstone.e2e;

import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A service that answers over gRPC, not always at once, and takes messages from Kafka. */
final class DeliveryProgram {
  private DeliveryProgram() {}

  public static void main(String[] arguments) throws Exception {
    Server server = ServerBuilder.forPort(0).addService(new Health()).build().start();
    Thread consumer = new Thread(DeliveryProgram::consume, "consumer");
    consumer.setDaemon(true);
    consumer.start();
    System.out.println(server.getPort());
    while (System.in.read() >= 0) {
      // only the end matters
    }
    System.exit(0);
  }

  private static final class Health extends HealthGrpc.HealthImplBase {
    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answer) {
      if (request.getService().startsWith("slow")) {
        System.err.println("thinking of " + request.getService());
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      }
      answer.onNext(HealthCheckResponse.newBuilder().setStatus(SERVING).build());
      answer.onCompleted();
    }
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
