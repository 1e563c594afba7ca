package io.spanstone.agent;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;

/**
 * Tells with every export of metrics that this instance lives, and with the last one that it stops:
 * one that was killed does not say so. The agent finds this class through {@code
 * META-INF/services}.
 */
public final class InstanceHeartbeat implements AgentListener {

  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk autoConfigured) {
    Meter meter = autoConfigured.getOpenTelemetrySdk().getMeterProvider().get("io.spanstone.agent");
    meter
        .gaugeBuilder("spanstone.instance.heartbeat")
        .ofLongs()
        .setDescription("1 as long as the instance lives")
        .buildWithCallback(gauge -> gauge.record(1));
    meter
        .gaugeBuilder("spanstone.instance.stopped")
        .ofLongs()
        .setDescription("1 once, when the instance stops")
        .buildWithCallback(
            gauge -> {
              if (isStopping()) {
                gauge.record(1);
              }
            });
  }

  /** Shutdown hooks run at the same time, so that ours might tell too late; the JVM knows. */
  private static boolean isStopping() {
    Thread probe = new Thread();
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException stopping) {
      return true;
    }
  }
}
