package io.spanstone.agent;

import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.spanstone.agent.guard.PromptExport;

/**
 * Lets the transition of a breaker be exported at once. The agent finds this class through {@code
 * META-INF/services}.
 */
public final class PromptMetrics implements AgentListener {

  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk autoConfigured) {
    OpenTelemetrySdk sdk = autoConfigured.getOpenTelemetrySdk();
    PromptExport.by(() -> sdk.getSdkMeterProvider().forceFlush());
  }
}
