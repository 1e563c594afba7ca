package io.spanstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedElasticsearch.class)
class SecuredElasticsearchTest {
  @TempDir Path directory;

  @Test
  void wantsItsAuthorityTrustedAndThePassword(URI node) throws Exception {
    try (SecuredElasticsearch secured = SecuredElasticsearch.before(node, directory)) {
      HttpRequest anonymous = HttpRequest.newBuilder(secured.uri()).build();
      HttpRequest known =
          HttpRequest.newBuilder(secured.uri()).header("authorization", basic()).build();

      assertThatThrownBy(
              () -> HttpClient.newHttpClient().send(anonymous, BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class);
      HttpClient trusting = HttpClient.newBuilder().sslContext(trusting(secured.caFile())).build();
      assertThat(trusting.send(anonymous, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
      assertThat(trusting.send(known, BodyHandlers.ofString()).body())
          .contains("You Know, for Search");
    }
  }

  private static String basic() {
    String credentials = SecuredElasticsearch.USERNAME + ":" + SecuredElasticsearch.PASSWORD;
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static SSLContext trusting(Path caFile) throws Exception {
    KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
    authorities.load(null, null);
    try (InputStream pem = Files.newInputStream(caFile)) {
      authorities.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
