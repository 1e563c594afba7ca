package io.spanstone.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the shop is made of.
 *
 * @param stages the programs; those of a stage start side by side once all before accept requests,
 *     so that a few at a time share the processors, and find what they ask for when they start
 * @param front the service that the load generator asks
 * @param faults what the shop can be made to suffer from
 * @param faultPort where the launcher serves the switches of the faults
 */
record ShopPlan(List<List<Program>> stages, Program front, List<Fault> faults, int faultPort) {

  private static final int PORTS = 9;
  private static final String OWN_CLASS_PATH = System.getProperty("java.class.path");

  /** Throws {@link IOException} if the programs of the whole shop are not beside this one. */
  static ShopPlan of(DemoOptions options) throws IOException {
    return options.small() ? small(options) : whole(options);
  }

  /** Order, stock and payment, which know each other's addresses. */
  private static ShopPlan small(DemoOptions options) {
    Program stock = service(options, "stock", 1, OWN_CLASS_PATH, List.of());
    Program payment = service(options, "payment", 2, OWN_CLASS_PATH, List.of());
    Program order =
        service(
            options,
            "order",
            0,
            OWN_CLASS_PATH,
            List.of(
                "--spring.cloud.openfeign.client.config.stock.url=" + stock.url(),
                "--spring.cloud.openfeign.client.config.payment.url=" + payment.url()));
    return new ShopPlan(
        List.of(List.of(order, stock, payment)), order, Fault.ofSmallShop(), faultPort(options));
  }

  /** A gateway and a notification service too, which find each other by a registry and a broker. */
  private static ShopPlan whole(DemoOptions options) throws IOException {
    Program broker = broker(options);
    String registry = "http://127.0.0.1:" + (options.portBase() + 5) + "/eureka/";
    List<String> cloud =
        List.of(
            "--spring.profiles.active=cloud",
            "--eureka.client.service-url.defaultZone=" + registry,
            "--spring.kafka.bootstrap-servers=127.0.0.1:" + broker.port());
    Program eureka = service(options, "eureka", 5, classPath("eureka"), cloud);
    Program stock = service(options, "stock", 1, OWN_CLASS_PATH, cloud);
    Program payment = service(options, "payment", 2, OWN_CLASS_PATH, cloud);
    Program notification = service(options, "notification", 3, OWN_CLASS_PATH, cloud);
    Program order = service(options, "order", 0, OWN_CLASS_PATH, cloud);
    Program gateway = service(options, "gateway", 4, classPath("gateway"), cloud);
    return new ShopPlan(
        List.of(
            List.of(eureka, broker),
            List.of(stock, payment, notification),
            List.of(order, gateway)),
        gateway,
        Fault.ofWholeShop(),
        faultPort(options));
  }

  /** Throws {@link IOException} that names every port that another process holds, or will. */
  void requirePorts(DemoOptions options) throws IOException {
    List<String> promised =
        ports(options)
            .filter(options.promised()::containsKey)
            .sorted()
            .mapToObj(port -> options.promised().get(port) + " is " + port)
            .toList();
    if (!promised.isEmpty()) {
      throw new IOException(
          "%s, which the demo needs too; set it to another port, or SPANSTONE_DEMO_PORT_BASE to the"
                  .formatted(String.join(", ", promised))
              + " first of nine free ports in a row, now "
              + options.portBase());
    }
    List<String> taken =
        ports(options)
            .sorted()
            .filter(port -> !isFree(options.bind(), port))
            .mapToObj(String::valueOf)
            .toList();
    if (!taken.isEmpty()) {
      throw new IOException(
          "taken by another process: port %s of %s; set SPANSTONE_DEMO_PORT_BASE to the first of nine"
                  .formatted(String.join(", ", taken), options.bind())
              + " free ports in a row, now "
              + options.portBase());
    }
  }

  private IntStream ports(DemoOptions options) {
    return options.small()
        ? IntStream.concat(programs().mapToInt(Program::port), IntStream.of(faultPort))
        : IntStream.range(options.portBase(), options.portBase() + PORTS);
  }

  private static boolean isFree(String bind, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(bind, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  Stream<Program> programs() {
    return stages.stream().flatMap(List::stream);
  }

  Program program(String name) {
    return programs().filter(program -> program.name().equals(name)).findAny().orElseThrow();
  }

  private static Program service(
      DemoOptions options, String name, int offset, String classPath, List<String> settings) {
    int port = options.portBase() + offset;
    Path log = options.directory().resolve(name + ".log");
    List<String> own = List.of("--server.port=" + port, "--logging.file.name=" + log);
    String application = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Application";
    return new Program(
        name,
        "io.spanstone.demo." + name + "." + application,
        classPath,
        "128m",
        port,
        true,
        Stream.concat(own.stream(), settings.stream()).toList());
  }

  /** Kafka; its telemetry would be about itself, not about the shop. */
  private static Program broker(DemoOptions options) throws IOException {
    int port = options.portBase() + 7;
    return new Program(
        "broker",
        "io.spanstone.demo.broker.Broker",
        classPath("broker"),
        "256m",
        port,
        false,
        List.of(String.valueOf(port), options.directory().resolve("kafka").toString()));
  }

  private static int faultPort(DemoOptions options) {
    return options.portBase() + 6;
  }

  /** All jars of a directory beside the one that this class comes from. */
  private static String classPath(String program) throws IOException {
    Path directory = lib().resolveSibling(program);
    if (!Files.isDirectory(directory)) {
      throw new IOException("there is no " + directory + "; the demo is not whole");
    }
    return directory + "/*";
  }

  private static Path lib() throws IOException {
    try {
      Path jar =
          Path.of(ShopPlan.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IOException("cannot tell where the demo is", e);
    }
  }
}
