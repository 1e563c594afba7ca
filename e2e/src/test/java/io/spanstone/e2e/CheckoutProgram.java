package io.spanstone.e2e;

import com.sun.net.httpserver.HttpServer;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A service that, when it is asked, asks another over gRPC and sends a message to Kafka; or only
 * asks, as long as it is told to wait for the answer.
 */
final class CheckoutProgram {
  private CheckoutProgram() {}

  public static void main(String[] arguments) throws Exception {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("localhost", Integer.getInteger("delivery.port"))
            .usePlaintext()
            .build();
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", System.getProperty("broker")),
            new StringSerializer(),
            new StringSerializer());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext(
        "/checkout",
        exchange -> {
          try {
            HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
            producer.send(new ProducerRecord<>("orders", "order")).get();
            exchange.sendResponseHeaders(204, -1);
          } catch (Exception e) {
            e.printStackTrace();
            exchange.sendResponseHeaders(500, -1);
          }
          exchange.close();
        });
    server.createContext(
        "/ask",
        exchange -> {
          int status = 204;
          try {
            String millis = exchange.getRequestURI().getQuery();
            HealthGrpc.newBlockingStub(channel)
                .withDeadlineAfter(Long.parseLong(millis), TimeUnit.MILLISECONDS)
                .check(HealthCheckRequest.newBuilder().setService("slow " + millis).build());
          } catch (StatusRuntimeException e) {
            status = e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED ? 504 : 502;
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // only the end matters
    }
    System.exit(0);
  }
}
