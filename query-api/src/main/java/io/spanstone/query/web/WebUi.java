package io.spanstone.query.web;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.spanstone.query.problem.Failures;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.request.Accept;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web UI: one shell, which is the answer at every page's address, and the files that it loads,
 * from the class path. Thread-safe.
 */
public final class WebUi {
  private static final Logger logger = LoggerFactory.getLogger(WebUi.class);

  /** To be kept, but asked for again each time; the ETag makes that cheap. */
  private static final String REVALIDATE = "no-cache";

  /** The version is in the path, so the file never changes. */
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private final ClasspathFiles files = new ClasspathFiles("web/");
  private final ClasspathFiles webjars = new ClasspathFiles("META-INF/resources/webjars/");
  private final @Nullable StaticFile shell = files.find("index.html");
  private final String shellPolicy;

  public WebUi() {
    if (shell == null) {
      logger.warn("No web UI on the class path; its pages answer 404");
    }
    shellPolicy = ContentSecurityPolicy.forPage(shell == null ? "" : shell.text());
  }

  /** Answers with the shell. */
  public void page(Context request) {
    if (shell == null) {
      throw new NotFoundResponse();
    }
    sendShell(shell, request, HttpStatus.OK);
  }

  /** Answers with a file of ours, {@code /assets/<path>}. */
  public void asset(Context request) {
    send(files.find("assets/" + request.pathParam("path")), request, REVALIDATE);
  }

  /** Answers with a file of a library, {@code /webjars/<path>}. */
  public void webjar(Context request) {
    send(webjars.find(request.pathParam("path")), request, IMMUTABLE);
  }

  /** Answers 404: to a person who looked for a page with the shell, else with a problem. */
  public void notFound(Context request) {
    if (shell != null && isPage(request.path()) && prefersHtml(request)) {
      sendShell(shell, request, HttpStatus.NOT_FOUND);
    } else {
      Failures.answer(
          Problem.of(
              HttpStatus.NOT_FOUND,
              "there is nothing at %s; /openapi.yaml says what there is".formatted(request.path())),
          request);
    }
  }

  private void sendShell(StaticFile page, Context request, HttpStatus status) {
    request.header(Header.CONTENT_SECURITY_POLICY, shellPolicy);
    page.send(request, status, REVALIDATE);
  }

  private static void send(@Nullable StaticFile file, Context request, String cacheControl) {
    if (file == null) {
      throw new NotFoundResponse();
    }
    file.send(request, HttpStatus.OK, cacheControl);
  }

  private static boolean isPage(String path) {
    return !path.matches("/(api|assets|webjars|agent)(/.*)?");
  }

  private static boolean prefersHtml(Context request) {
    List<String> offers = List.of(Problem.MEDIA_TYPE, "text/html");
    return "text/html".equals(Accept.best(request.header(Header.ACCEPT), offers));
  }
}
