package io.spanstone.agent;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts the Spring Cloud services in {@code services/oldest}, with the libraries of that module or
 * of {@code services/newest}.
 */
final class CloudService {

  private static final Path SERVICES = Path.of("services");

  private CloudService() {}

  /**
   * Starts one.
   *
   * @param versions {@code oldest} or {@code newest}
   * @param configuration its class
   * @param without the names of libraries that it shall not have
   * @param arguments Spring's
   */
  static RunningService start(
      Path directory,
      OtlpReceiver receiver,
      String versions,
      String configuration,
      String without,
      String... arguments)
      throws IOException {
    List<String> main = new ArrayList<>();
    main.add("io.spanstone.agent.services.SpringService");
    main.add("io.spanstone.agent.services." + configuration);
    main.addAll(List.of(arguments));
    return RunningService.launch(
        directory, classPath(versions, without), main, jvmOptions(receiver));
  }

  private static List<String> jvmOptions(OtlpReceiver receiver) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-Dotel.metric.export.interval=500"));
    options.add("-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver.port());
    // What libraries of the time of Java 8 take for granted.
    for (String each : List.of("java.lang", "java.lang.reflect", "java.util", "java.text")) {
      options.add("--add-opens=java.base/" + each + "=ALL-UNNAMED");
    }
    options.add("--add-opens=java.desktop/java.awt.font=ALL-UNNAMED");
    return options;
  }

  private static String classPath(String versions, String without) throws IOException {
    Pattern unwanted = Pattern.compile(without);
    try (Stream<Path> jars = Files.list(SERVICES.resolve(versions).resolve("target/lib"))) {
      return SERVICES.resolve("oldest/target/classes")
          + File.pathSeparator
          + jars.filter(jar -> !unwanted.matcher(jar.getFileName().toString()).find())
              .map(Path::toString)
              .sorted()
              .collect(joining(File.pathSeparator));
    }
  }
}
