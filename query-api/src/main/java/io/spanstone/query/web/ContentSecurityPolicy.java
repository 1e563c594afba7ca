package io.spanstone.query.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the browser may load for a page. Source: W3C Content Security Policy Level 3.
 *
 * <p>Scripts come from this server, or stand in the page and have the hash that was computed from
 * the very page at start; so nothing that telemetry brings along can run.
 */
final class ContentSecurityPolicy {
  private static final Pattern INLINE_SCRIPT =
      Pattern.compile(
          "<script(?![^>]*\\ssrc\\s*=)[^>]*>(.*?)</script>",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ContentSecurityPolicy() {}

  /** The policy for that page and no other. */
  static String forPage(String html) {
    return "default-src 'none'; script-src "
        + scriptSources(html)
        + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
        + "; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }

  private static String scriptSources(String html) {
    StringJoiner sources = new StringJoiner(" ").add("'self'");
    Matcher scripts = INLINE_SCRIPT.matcher(html.replace("\r\n", "\n"));
    while (scripts.find()) {
      byte[] digest = StaticFile.sha256(scripts.group(1).getBytes(UTF_8));
      sources.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    return sources.toString();
  }
}
