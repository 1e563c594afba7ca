package io.spanstone.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  private static final Pattern REFERENCE = Pattern.compile("\"(/(?:assets|webjars)/[^\"]+)\"");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.alone();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/services",
        "/services/cart",
        "/services/shop%2Fcart",
        "/services/shop%2Fcart/jvm",
        "/traces",
        "/traces/0af7651916cd43dd8448eb211c80319c",
        "/logs",
        "/logs/tail",
        "/logs/patterns",
        "/logs/exceptions",
        "/explore",
        "/dashboards",
        "/dashboards/new",
        "/alerts",
        "/alerts/history",
        "/alerts/rules",
        "/alerts/rules/new",
        "/alerts/slos",
        "/alerts/silences",
        "/alerts/notifiers",
        "/alerts/notifiers/new",
        "/instances",
        "/map",
        "/status",
        "/traces?service=cart"
      })
  void aPageAnswersWhenOpenedDirectly(String path) {
    Answer answer = server.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("text/html;charset=utf-8");
    assertThat(answer.header("cache-control")).isEqualTo("no-cache");
    assertThat(answer.text()).contains("<title>Spanstone</title>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no/page", "/nothing/here", "/index.html", "/web/index.html"})
  void aBrowserGetsTheShellWithA404WhereThereIsNoPage(String path) {
    Answer answer = server.get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).isEqualTo("text/html;charset=utf-8");
    assertThat(answer.header("content-security-policy")).contains("sha256-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/no/page", "/assets/none.js", "/webjars/none/1/none.js", "/agent/other.jar"})
  void anythingElseGetsAProblem(String path) {
    Answer answer = server.get(path, "Accept", "*/*");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void scriptsInThePageRunByTheirHashAlone() throws NoSuchAlgorithmException {
    Answer page = server.get("/");
    String policy = page.header("content-security-policy");
    Matcher script =
        Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
            .matcher(page.text());

    assertThat(script.find()).isTrue();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(UTF_8));
    assertThat(policy)
        .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe", "http:", "*");
  }

  @Test
  void everythingThatThePageLoadsIsThere() {
    Matcher references = REFERENCE.matcher(server.get("/").text());
    int found = 0;
    while (references.find()) {
      found++;
      Answer answer = server.get(references.group(1));
      assertThat(answer.status()).as(references.group(1)).isEqualTo(200);
      assertThat(answer.header("content-type"))
          .as(references.group(1))
          .isEqualTo(mediaType(references.group(1)));
    }
    assertThat(found).isGreaterThan(3);
  }

  @Test
  void anAssetIsAskedForAgainAndFoundUnchanged() {
    Answer first = server.get("/assets/app/main.js");
    Answer second = server.get("/assets/app/main.js", "If-None-Match", first.header("etag"));
    Answer other = server.get("/assets/app/main.js", "If-None-Match", "\"other\"");

    assertThat(first.header("cache-control")).isEqualTo("no-cache");
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(second.header("etag")).isEqualTo(first.header("etag")).isNotEmpty();
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void aLibrarysFileNeverChanges() {
    Matcher reference = Pattern.compile("/webjars/[^\"]+").matcher(server.get("/").text());

    assertThat(reference.find()).isTrue();
    assertThat(server.get(reference.group()).header("cache-control"))
        .isEqualTo("public, max-age=31536000, immutable");
  }

  @Test
  void filesAreGzippedForWhoTakesIt() throws IOException {
    byte[] plain = server.get("/assets/css/base.css").body();
    Answer zipped = server.get("/assets/css/base.css", "Accept-Encoding", "gzip");

    assertThat(zipped.header("content-encoding")).isEqualTo("gzip");
    assertThat(zipped.header("vary")).contains("Accept-Encoding");
    assertThat(zipped.body().length).isLessThan(plain.length);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
        .isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../index.html",
        "/assets/%2e%2e/index.html",
        "/assets/..%2findex.html",
        "/assets/..%5cindex.html",
        "/assets/%2e%2e/%2e%2e/io/spanstone/query/openapi.yaml",
        "/webjars/../../../io/spanstone/query/QueryServer.class",
        "/webjars/..%2f..%2f..%2flogback-test.xml",
        "/assets/app",
        "/assets/app/",
        "/assets/",
        "/assets//css/base.css",
        "/assets/css%2fbase.css%00.js",
        "/assets/.hidden.js",
      })
  void nothingIsServedFromOutsideTheFolders(String path) {
    Answer answer = server.get(path, "Accept", "*/*");

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({"/", "/assets/app/main.js", "/api/v1/status", "/readyz", "/nothing", "/openapi.yaml"})
  void everyAnswerTellsTheBrowserToBeCareful(String path) {
    Answer answer = server.get(path);

    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
    assertThat(answer.header("referrer-policy")).isEqualTo("same-origin");
    assertThat(answer.header("cross-origin-resource-policy")).isEqualTo("same-origin");
    assertThat(answer.header("content-security-policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(answer.header("server")).isEmpty();
    assertThat(answer.header("set-cookie")).isEmpty();
  }

  @Test
  void headIsGetWithoutTheBody() {
    for (String path :
        List.of("/", "/assets/app/main.js", "/api/v1/status", "/openapi.yaml", "/metrics")) {
      Answer get = server.get(path);
      Answer head = server.send("HEAD", path);

      assertThat(head.status()).as(path).isEqualTo(get.status());
      assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
      assertThat(head.header("etag")).isEqualTo(get.header("etag"));
      assertThat(head.body()).isEmpty();
    }
  }

  private static String mediaType(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "js", "mjs" -> "text/javascript;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "?";
    };
  }
}
