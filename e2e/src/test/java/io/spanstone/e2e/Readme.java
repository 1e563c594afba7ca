package io.spanstone.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the README has a reader type. */
public final class Readme {
  private static final Path FILE = Path.of(System.getProperty("spanstone.root"), "README.md");

  private Readme() {}

  /** The commands of the first block of shell below a heading, each with all its lines. */
  public static List<String> commands(String heading) throws IOException {
    String block = "^## %s$.*?^```sh$(.*?)^```$".formatted(Pattern.quote(heading));
    Matcher found =
        Pattern.compile(block, Pattern.MULTILINE | Pattern.DOTALL).matcher(Files.readString(FILE));
    assertThat(found.find()).as("the README has commands below " + heading).isTrue();
    return Stream.of(found.group(1).split("\n(?=curl )"))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** What a shell prints for a command that succeeds. */
  public static String run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", command.replace("curl ", "curl -sS ")).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(command + errors).isZero();
    return output;
  }
}
