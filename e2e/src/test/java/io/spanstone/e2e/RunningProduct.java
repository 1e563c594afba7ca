package io.spanstone.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands every test of a JVM that asks for a {@link Product} the same running one; stopped at the
 * very end.
 */
public final class RunningProduct implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Product.class;
  }

  @Override
  public Product resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(RunningProduct.class))
        .getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class)
        .product;
  }

  private static final class Shared implements AutoCloseable {
    private final Product product;

    Shared() {
      try {
        Path target = Path.of("target").toAbsolutePath();
        product = Product.up(Files.createTempDirectory(target, "product-"));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws IOException {
      product.close();
    }
  }
}
