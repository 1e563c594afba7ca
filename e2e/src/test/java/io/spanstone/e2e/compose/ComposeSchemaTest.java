package io.spanstone.e2e.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.spanstone.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docker-compose.yml against the schema of the Compose Specification, which npm's dclint carries.
 */
class ComposeSchemaTest {

  private static final String PACKAGE = "dclint@3.1.0";
  private static final Path DIRECTORY = Path.of("target", "compose-schema").toAbsolutePath();
  private static final Path SCHEMA = DIRECTORY.resolve("package/schemas/compose.schema.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ComposeFile compose = new ComposeFile(Map.of("SPANSTONE_ES_PASSWORD", "secret"));

  @BeforeAll
  static void fetchSchema() throws IOException, InterruptedException {
    Tools.require("npm");
    if (!Files.exists(SCHEMA)) {
      Files.createDirectories(DIRECTORY);
      run("npm", "pack", PACKAGE, "--silent");
      run("tar", "xzf", "dclint-3.1.0.tgz");
    }
  }

  @Test
  void isValid() throws IOException {
    assertThat(faults(compose.content())).isEmpty();
  }

  @Test
  void wouldNotBeValidWithAKeyThatComposeDoesNotKnow() throws IOException {
    Map<String, Object> wrong = new HashMap<>(compose.content());
    wrong.put("servces", Map.of());

    assertThat(faults(wrong)).isNotEmpty();
  }

  private static Set<ValidationMessage> faults(Map<String, Object> content) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(SCHEMA.toFile());
    json.remove("$id"); // it is a file name, where the validator wants a URI
    JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(json);
    return schema.validate(JSON.valueToTree(content));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(DIRECTORY.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
