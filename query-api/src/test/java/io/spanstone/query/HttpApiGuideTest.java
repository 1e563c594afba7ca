package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of docs/reference/http-api.md. */
@ExtendWith(SharedElasticsearch.class)
class HttpApiGuideTest {
  private static final Path GUIDE =
      Path.of(System.getProperty("spanstone.root"), "docs/reference/http-api.md");

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "^curl (?:-s|-O)(?: -H \"(?<header>[^:]+): (?<value>[^\"]+)\")?"
              + " \"?http://localhost:7070(?<path>[^\"\\s]+)\"?$");

  @Test
  void everyExampleIsAnswered(URI elasticsearch, @TempDir Path folder) throws Exception {
    Path agent = Files.write(folder.resolve("agent.jar"), new byte[10]);
    try (TestServer server =
        new TestServer.Setup()
            .elasticsearch(elasticsearch, "query_guide")
            .agentJar(agent)
            .start()) {
      StoredBlocks.traces(
          server.storage(), elasticsearch, SampleTraces.whole(Instant.now().minusSeconds(60)));

      for (Matcher example : examples()) {
        Answer answer =
            example.group("header") == null
                ? server.get(example.group("path"))
                : server.get(
                    example.group("path"), example.group("header"), example.group("value"));
        assertThat(answer.status())
            .as(example.group())
            .isEqualTo(example.group("path").contains("boss") ? 400 : 200);
      }
    }
  }

  @Test
  void theProblemIsAsShown() throws IOException {
    Matcher shown =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
    assertThat(shown.find()).isTrue();
    JsonNode expected = new ObjectMapper().readTree(shown.group(1));
    Matcher request =
        examples().stream().filter(e -> e.group("path").contains("boss")).findFirst().orElseThrow();

    try (TestServer server = TestServer.alone()) {
      JsonNode problem = server.get(request.group("path")).json();

      assertThat(problem.get("errors")).containsExactlyInAnyOrderElementsOf(expected.get("errors"));
      assertThat(problem.get("title")).isEqualTo(expected.get("title"));
      assertThat(problem.get("instance")).isEqualTo(expected.get("instance"));
    }
  }

  private static List<Matcher> examples() throws IOException {
    List<Matcher> examples = new ArrayList<>();
    for (String line : Files.readAllLines(GUIDE)) {
      Matcher example = EXAMPLE.matcher(line);
      if (line.startsWith("curl ")) {
        assertThat(example.matches()).as("understood: " + line).isTrue();
        examples.add(example);
      }
    }
    assertThat(examples).hasSizeGreaterThan(10);
    return examples;
  }
}
