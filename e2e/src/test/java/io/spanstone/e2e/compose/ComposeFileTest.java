package io.spanstone.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.e2e.compose.ComposeFile.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docker-compose.yml and its images refer to is there, and fits together. */
class ComposeFileTest {

  private static final Pattern SERVICE_URL = Pattern.compile("http://([a-z]+):(\\d+)");
  private static final Pattern OWN_URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
  private static final Map<String, List<Integer>> PORTS_OF_FOREIGN_IMAGES =
      Map.of("elasticsearch", List.of(9200));

  private final ComposeFile compose = new ComposeFile(Map.of("SPANSTONE_ES_PASSWORD", "secret"));
  private final Collection<Service> services = compose.services().values();

  @Test
  void hasElasticsearchCollectorQueryAndTheDemoOnDemand() {
    assertThat(compose.services().keySet())
        .containsExactly("elasticsearch", "collector", "query", "demo");
    assertThat(compose.services().get("demo").list("profiles")).containsExactly("demo");
  }

  @Test
  void asksForThePasswordAndForNothingElse() {
    assertThatThrownBy(() -> new ComposeFile(Map.of()))
        .hasMessageContaining("SPANSTONE_ES_PASSWORD is not set: copy .env.example");
  }

  @Test
  void namesTheVersionsThatAreBuilt() throws IOException {
    String pom = Files.readString(ComposeFile.ROOT.resolve("pom.xml"));

    assertThat(compose.services().get("elasticsearch").image())
        .isEqualTo("elasticsearch:" + between(pom, "<elasticsearch.version>"));
    assertThat(services.stream().filter(Service::isBuilt).map(Service::image))
        .allMatch(image -> image.endsWith(":" + between(pom, "<version>")));
  }

  @Test
  void buildsImagesFromFilesThatAreThereAndNotIgnored() throws IOException {
    List<String> allowed =
        Files.readAllLines(ComposeFile.ROOT.resolve(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    for (Service service : built()) {
      assertThat(service.dockerfilePath()).isRegularFile();
      for (Dockerfile.Copy copy : service.dockerfile().copies()) {
        Path source = service.buildContext().resolve(copy.source());
        assertThat(source).as("built by mvn package").isDirectory().isNotEmptyDirectory();
        assertThat(allowed).anyMatch(prefix -> copy.source().startsWith(prefix));
      }
    }
  }

  @Test
  void buildsImagesThatRunWithoutRootAndWithoutAShell() {
    for (Service service : built()) {
      assertThat(service.dockerfile().user()).isEqualTo("10001:10001");
      assertThat(service.commandLine()).first().isEqualTo("java");
      assertThat(service.dockerfile().healthcheck()).first().isEqualTo("curl");
    }
  }

  @Test
  void waitsOnlyForServicesThatCanTellTheirHealth() {
    for (Service service : services) {
      service
          .dependsOn()
          .forEach(
              (other, condition) -> {
                assertThat(condition).isEqualTo("service_healthy");
                assertThat(compose.services()).containsKey(other);
                assertThat(compose.services().get(other).healthcheck()).isNotEmpty();
              });
    }
  }

  @Test
  void publishesAndProbesPortsThatTheImagesExpose() {
    for (Service service : services) {
      assertThat(ports(service)).containsAll(service.containerPorts());
      Matcher probed = OWN_URL.matcher(String.join(" ", service.healthcheck()));
      assertThat(probed.find()).isTrue();
      assertThat(ports(service)).contains(Integer.valueOf(probed.group(1)));
    }
  }

  @Test
  void refersToServicesAndVolumesByTheirNames() {
    for (Service service : services) {
      Matcher url = SERVICE_URL.matcher(service.environment().values().toString());
      while (url.find()) {
        Service target = compose.services().get(url.group(1));
        assertThat(target).as(url.group()).isNotNull();
        assertThat(ports(target)).contains(Integer.valueOf(url.group(2)));
        assertThat(service.dependsOn()).containsKey(target.name());
      }
      assertThat(service.list("volumes"))
          .allSatisfy(
              volume -> assertThat(compose.volumes()).contains(volume.replaceFirst(":.*", "")));
    }
  }

  @Test
  void takesOnlyVariablesThatTheExampleExplains() throws IOException {
    List<String> explained =
        Files.readAllLines(ComposeFile.ROOT.resolve(".env.example")).stream()
            .map(line -> line.replaceFirst("^#", ""))
            .filter(line -> line.matches("[A-Z_]+=.*"))
            .map(line -> line.substring(0, line.indexOf('=')))
            .toList();

    assertThat(explained).containsExactlyInAnyOrderElementsOf(compose.variables());
  }

  private List<Service> built() {
    return services.stream().filter(Service::isBuilt).toList();
  }

  private static List<Integer> ports(Service service) {
    return service.isBuilt()
        ? service.dockerfile().exposedPorts()
        : PORTS_OF_FOREIGN_IMAGES.get(service.name());
  }

  private static String between(String text, String startTag) {
    String rest = text.substring(text.indexOf(startTag) + startTag.length());
    return rest.substring(0, rest.indexOf('<'));
  }
}
