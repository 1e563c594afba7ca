package io.spanstone.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority of its own, and a server's certificate by it; made by {@code keytool}.
 */
final class TestCertificates {
  private static final String PASSWORD = "changeit";

  private final Path directory;

  private TestCertificates(Path directory) {
    this.directory = directory;
  }

  /** Makes both for {@code 127.0.0.1} and {@code localhost}. */
  static TestCertificates make(Path directory) throws IOException, InterruptedException {
    TestCertificates made = new TestCertificates(directory);
    made.pair("ca", "-ext", "bc:c=ca:true");
    made.keytool("ca", "-exportcert", "-rfc", "-file", made.file("ca.pem"));
    made.pair("server");
    made.keytool("server", "-certreq", "-file", made.file("server.csr"));
    made.keytool(
        "ca",
        "-gencert",
        "-rfc",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-infile",
        made.file("server.csr"),
        "-outfile",
        made.file("server.pem"));
    Files.writeString(
        directory.resolve("chain.pem"),
        Files.readString(directory.resolve("server.pem")) + Files.readString(made.caFile()));
    made.keytool("server", "-importcert", "-noprompt", "-file", made.file("chain.pem"));
    return made;
  }

  /** The authority's certificate, as PEM. */
  Path caFile() {
    return directory.resolve("ca.pem");
  }

  /** For a server that shows the server's certificate. */
  SSLContext serverContext() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(directory.resolve("server.p12"))) {
      keys.load(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void pair(String name, String... options) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-genkeypair", "-keyalg", "EC", "-validity", "2", "-dname", "CN=" + name));
    arguments.addAll(List.of(options));
    keytool(name, arguments.toArray(String[]::new));
  }

  private void keytool(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", name, "-keystore", file(name + ".p12")));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }
}
