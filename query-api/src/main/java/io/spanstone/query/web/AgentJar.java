package io.spanstone.query.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the Java agent, so that a service needs nothing but this server to be instrumented.
 * Thread-safe.
 */
public final class AgentJar {
  public static final String FILE_NAME = "spanstone-javaagent.jar";

  private final @Nullable Path file;

  /**
   * @param file null if this installation has none
   */
  public AgentJar(@Nullable Path file) {
    this.file = file;
  }

  /** Answers with the jar, or 304 if the client has it already. */
  public void send(Context request) throws IOException {
    if (file == null || !Files.isRegularFile(file)) {
      throw new ProblemException(Problem.of(HttpStatus.NOT_FOUND, explanation()));
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long bytes = channel.size();
      String etag = "\"%x-%x\"".formatted(bytes, Files.getLastModifiedTime(file).toMillis());
      request.header(Header.ETAG, etag).header(Header.CACHE_CONTROL, "no-cache");
      if (StaticFile.matches(request.header(Header.IF_NONE_MATCH), etag)) {
        request.status(HttpStatus.NOT_MODIFIED);
        return;
      }
      request
          .contentType("application/java-archive")
          .header(Header.CONTENT_DISPOSITION, "attachment; filename=\"" + FILE_NAME + "\"");
      request.res().setContentLengthLong(bytes);
      if (!request.method().equals(HandlerType.HEAD)) {
        stream(channel, request);
      }
    }
  }

  /** Past Javalin's stream, which would compress what is compressed already. */
  private static void stream(FileChannel channel, Context request) throws IOException {
    InputStream in = Channels.newInputStream(channel);
    in.transferTo(request.res().getOutputStream());
  }

  private String explanation() {
    return file == null
        ? "this server was started without an agent jar"
        : "the agent jar is not built yet; mvn package builds it";
  }
}
