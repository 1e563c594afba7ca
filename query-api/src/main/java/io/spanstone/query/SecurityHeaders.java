package io.spanstone.query;

import io.javalin.http.Context;
import io.javalin.http.Header;

/**
 * What every answer tells the browser: take it for what it says it is, run nothing, frame nothing,
 * share nothing with other origins. A page widens the policy for itself.
 */
final class SecurityHeaders {

  private SecurityHeaders() {}

  static void set(Context request) {
    request
        .header(Header.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'")
        .header(Header.X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(Header.X_FRAME_OPTIONS, "DENY")
        .header(Header.REFERRER_POLICY, "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header(Header.VARY, Header.ACCEPT_ENCODING);
  }
}
