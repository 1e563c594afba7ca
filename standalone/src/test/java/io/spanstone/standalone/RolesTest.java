package io.spanstone.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.spanstone.standalone.settings.Role;
import io.spanstone.standalone.settings.Settings;
import io.spanstone.storage.indices.NewerFormatException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolesTest {
  @TempDir Path data;

  /** Elasticsearch is played, so that no other test has to live with such templates. */
  @ParameterizedTest
  @EnumSource(names = {"UP", "COLLECTOR"})
  void doNotStartOnWhatANewerProgramHasSetUp(Role role) throws Exception {
    HttpServer elasticsearch =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] newer = "{\"index_templates\":[{\"index_template\":{\"version\":99}}]}".getBytes(UTF_8);
    elasticsearch.createContext(
        "/_index_template/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, newer.length);
          exchange.getResponseBody().write(newer);
          exchange.close();
        });
    elasticsearch.start();
    Parts parts = new Parts();
    try {
      String url = "http://127.0.0.1:" + elasticsearch.getAddress().getPort();
      Settings settings =
          Settings.read(
              role,
              Map.of("SPANSTONE_ES_URL", url, "SPANSTONE_DATA", data.resolve("data").toString()),
              data);
      Roles roles = new Roles(settings, new Distribution(data), parts);

      assertThatThrownBy(() -> roles.start(role))
          .isInstanceOf(NewerFormatException.class)
          .hasMessageContaining("version 99")
          .hasMessageContaining("SPANSTONE_INDEX_PREFIX");
    } finally {
      parts.stop();
      elasticsearch.stop(0);
    }
  }
}
