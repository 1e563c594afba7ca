package io.spanstone.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tree with the real script, in which Java, Maven and apt-get are stand-ins that tell what they
 * get.
 */
final class ScriptTree {
  static final Path SCRIPT = Path.of(System.getProperty("spanstone.root"), "spanstone");

  /** What came of a run. */
  record Result(int exitCode, String out, String err) {}

  private final Path root;
  private final Path programs;

  ScriptTree(Path directory) throws IOException {
    root = Files.createDirectories(directory.resolve("a tree with spaces"));
    programs = Files.createDirectories(directory.resolve("programs"));
    Files.copy(SCRIPT, root.resolve("spanstone"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(root.resolve(".mvn"));
    source("pom.xml");
    source("otlp/pom.xml");
    source("otlp/src/main/Wire.java");
    source("otlp/src/main/Old.java");
    source("demo/gateway/pom.xml");
    source("demo/gateway/src/main/Route.java");
    java("17");
    program("apt-get", "exit 1");
    program(
        "mvn",
        """
        echo "[INFO] Building Spanstone :: otlp 0.1.0-SNAPSHOT [1/1]"
        echo "[INFO] a flood of lines"
        mkdir -p "${0%/*}/../a tree with spaces/standalone/target/spanstone"
        touch "${0%/*}/../a tree with spaces/standalone/target/spanstone/BUILD"
        """);
  }

  Path root() {
    return root;
  }

  /** Writes a source file, older than any build of this test. */
  void source(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    for (Path p = file; p.startsWith(root); p = p.getParent()) {
      Files.setLastModifiedTime(p, FileTime.from(Instant.now().minusSeconds(60)));
    }
  }

  /** Puts a Java of that version on the PATH; it prints its arguments. */
  void java(String specification) throws IOException {
    program(
        "java",
        """
        case $1 in
          -XshowSettings*)
            echo "    java.home = ${0%%/*}/jdk"
            echo "    java.specification.version = %s"
            ;;
          *) printf '%%s\\n' "$@" ;;
        esac
        """
            .formatted(specification));
    Path compiler = programs.resolve("jdk/bin/javac");
    Files.createDirectories(compiler.getParent());
    executable(compiler, "exit 0");
  }

  void program(String name, String script) throws IOException {
    executable(programs.resolve(name), script);
  }

  Result run(String... arguments) throws Exception {
    return run(Map.of(), root.resolve("spanstone"), arguments);
  }

  Result run(Map<String, String> environment, Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(programs, "out", "");
    Path err = Files.createTempFile(programs, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(programs.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "CI", "SPANSTONE_JAVA_OPTIONS"));
    builder.environment().put("PATH", programs + ":/usr/bin:/bin");
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Result(exitCode, read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Builds, and lets what is done next be later by more than the file system's clock tick. */
  void buildAWhileAgo() throws Exception {
    run("up");
    FileTime whileAgo = FileTime.from(Instant.now().minusSeconds(30));
    Files.setLastModifiedTime(root().resolve("standalone/target/spanstone/BUILD"), whileAgo);
  }
}
