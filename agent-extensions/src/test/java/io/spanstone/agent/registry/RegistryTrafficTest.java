package io.spanstone.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real SDK with our sampler before its own. */
class RegistryTrafficTest {

  private final SdkTracerProvider tracers =
      SdkTracerProvider.builder().setSampler(new RegistryTraffic(Sampler.alwaysOn())).build();

  @ParameterizedTest
  @CsvSource({
    "CLIENT,   url.full, http://host:8761/eureka/apps/ORDER/host:order:8081?status=UP, false",
    "CLIENT,   url.full, http://host:8761/eureka/apps/delta, false",
    "CLIENT,   url.full, http://consul:8500/v1/agent/check/pass/service:a, false",
    "CLIENT,   url.full, http://consul:8500/v1/status/leader, false",
    "CLIENT,   url.full, http://nacos:8848/nacos/v1/ns/instance/beat?app=order, false",
    "CLIENT,   url.full, http://nacos:8848/nacos/v1/ns/service/list, false",
    "INTERNAL, code.function.name, org.springframework.cloud.consul.discovery.TtlScheduler.run, false",
    "INTERNAL, code.function.name, com.alibaba.cloud.nacos.discovery.NacosWatch$$Lambda.run, false",
    "INTERNAL, code.function.name, com.example.Orders.expire, true",
    "CLIENT,   url.full, http://host/orders/eureka/apps/, true",
    "CLIENT,   url.full, http://host, true",
    "SERVER,   url.path, /eureka/apps/ORDER/host:order:8081, false",
    "SERVER,   url.path, /eureka/peerreplication/batch/, false",
    "SERVER,   url.path, /, true",
    "INTERNAL, url.path, /eureka/apps/, true"
  })
  void dropsWhatGoesToARegistry(SpanKind kind, String key, String url, boolean kept) {
    assertThat(
            tracers
                .get("test")
                .spanBuilder("call")
                .setSpanKind(kind)
                .setAttribute(key, url)
                .startSpan()
                .isRecording())
        .isEqualTo(kept);
  }

  @Test
  void dropsWhatAClientOfARegistryDoesWhateverThePath() throws Exception {
    Object traffic = RegistryTraffic.begin();
    assertThat(isRecorded()).isFalse();
    ((AutoCloseable) traffic).close();
    assertThat(isRecorded()).isTrue();
  }

  private boolean isRecorded() {
    return tracers.get("test").spanBuilder("call").startSpan().isRecording();
  }
}
