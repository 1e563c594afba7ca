package io.spanstone.agent.grpc;

import static java.util.Arrays.asList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/**
 * Servers of gRPC tell who answers, and clients keep it on their spans: what upstream has a place
 * for over HTTP only.
 */
public class GrpcCalleeModule extends InstrumentationModule {

  public GrpcCalleeModule() {
    super("grpc-callee");
  }

  /** After upstream's, so that of the two interceptors of a client ours is the inner one. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.spanstone.agent.grpc.")
        || className.startsWith("io.spanstone.agent.door.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return asList(new ServerBuilderInstrumentation(), new ChannelBuilderInstrumentation());
  }
}
