package io.spanstone.demo.broker;

import io.spanstone.demo.service.Launched;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * Kafka as {@code kafka-storage.sh} and {@code kafka-server-start.sh} would run it, on the loopback
 * address and over an empty directory.
 */
public final class Broker {

  private Broker() {}

  /** Arguments: its port, the next being the controller's, and the directory that it is to use. */
  public static void main(String[] arguments) throws IOException {
    Launched.endWithStdin();
    int port = Integer.parseInt(arguments[0]);
    Path directory = Path.of(arguments[1]);
    empty(directory);
    Properties properties = properties(port, directory);
    format(properties, directory);
    KafkaRaftServer kafka = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::shutdown, "kafka-stop"));
    kafka.startup();
    Launched.ready(port);
    kafka.awaitShutdown();
  }

  private static Properties properties(int port, Path directory) throws IOException {
    Properties properties = new Properties();
    try (InputStream given =
        Objects.requireNonNull(Broker.class.getResourceAsStream("/broker.properties"))) {
      properties.load(given);
    }
    String controller = "127.0.0.1:" + (port + 1);
    properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://" + controller);
    properties.put("controller.quorum.voters", "1@" + controller);
    properties.put("log.dirs", directory.resolve("logs").toString());
    return properties;
  }

  private static void format(Properties properties, Path directory) throws IOException {
    Path file = directory.resolve("broker.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    List<String> command =
        List.of(
            "format", "--config", file.toString(), "--cluster-id", Uuid.randomUuid().toString());
    if (StorageTool.execute(command.toArray(String[]::new), System.err) != 0) {
      throw new IOException("cannot format " + directory);
    }
  }

  private static void empty(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(directory);
  }
}
