package io.spanstone.testkit;

import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a real Elasticsearch: a parameter of type {@link URI} is where it answers. One node
 * per JVM, started by the first test that asks and stopped after the last; tests share it, so each
 * uses index names of its own.
 *
 * <pre>{@code
 * @ExtendWith(SharedElasticsearch.class)
 * class SomethingStoredTest {
 *   @Test
 *   void isFoundAgain(URI elasticsearch) {…}
 * }
 * }</pre>
 */
public final class SharedElasticsearch implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedElasticsearch.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == URI.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .getOrComputeIfAbsent(TestNode.class, key -> TestNode.start(), TestNode.class)
        .uri();
  }
}
