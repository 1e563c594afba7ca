package io.spanstone.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/commands.md, the script and the launcher know the same commands. */
class CommandsReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("spanstone.root"), "docs", "reference", "commands.md");

  @Test
  void listsTheScriptsCommands() throws Exception {
    Process help = new ProcessBuilder(ScriptTree.SCRIPT.toString(), "help").start();
    String usage = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(firstWords(usage)).containsExactlyInAnyOrderElementsOf(documentedCommands());
  }

  @Test
  void listsTheLaunchersCommands() throws Exception {
    assertThat(documentedCommands()).containsAll(firstWords(CommandLine.USAGE));
  }

  private static List<String> documentedCommands() throws Exception {
    String page = Files.readString(PAGE);
    String table = page.substring(0, page.indexOf("\n## "));
    return Pattern.compile("(?m)^\\| `([a-z]+)[^`]*`")
        .matcher(table)
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  /** The commands of a usage text: the indented lines' first words. */
  private static List<String> firstWords(String usage) {
    return Pattern.compile("(?m)^  ([a-z]+)(?:, ([a-z]+))?")
        .matcher(usage)
        .results()
        .flatMap(line -> Stream.of(line.group(1), line.group(2)))
        .filter(Objects::nonNull)
        .toList();
  }
}
