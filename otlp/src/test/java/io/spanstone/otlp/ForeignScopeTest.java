package io.spanstone.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.spanstone.testkit.OddOtlp;
import io.spanstone.testkit.WireScrambler;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is left without the metrics of a scope, against protobuf-java. */
class ForeignScopeTest {
  private static final String NAME = "io.spanstone.derive";
  private static final Slice SLICE = Slice.ofUtf8(NAME);

  @Property(tries = 100)
  void leavesOutTheScopeAndNothingElse(@ForAll("requests") byte[] encoded)
      throws InvalidProtocolBufferException {
    List<Metric> foreign = new ArrayList<>();
    MetricsData expected = without(MetricsData.parseFrom(encoded), foreign);
    Slice request = Slice.of(encoded);

    assertThat(ForeignScope.isIn(request, SLICE)).isEqualTo(!foreign.isEmpty());
    ForeignScope.Rest rest = ForeignScope.without(request, SLICE);

    assertThat(MetricsData.parseFrom(rest.request().toByteArray())).isEqualTo(expected);
    assertThat(rest.points())
        .isEqualTo(
            OtlpScan.scan(Signal.METRICS, request).records()
                - OtlpScan.scan(Signal.METRICS, rest.request()).records());
    if (rest.points() > 0) {
      assertThat(foreign).extracting(Metric::getName).contains(rest.firstMetric());
    }
  }

  /** Half of the scopes have the name. */
  @Provide
  Arbitrary<byte[]> requests() {
    return Arbitraries.randomValue(
        random -> {
          MetricsData.Builder data = OddOtlp.metrics(random).toBuilder();
          data.getResourceMetricsBuilderList()
              .forEach(
                  resource ->
                      resource
                          .getScopeMetricsBuilderList()
                          .forEach(scope -> rename(scope, random)));
          return new WireScrambler(random).scramble(data.build());
        });
  }

  private static void rename(ScopeMetrics.Builder scope, Random random) {
    if (random.nextBoolean()) {
      scope.getScopeBuilder().setName(NAME);
    }
  }

  private static MetricsData without(MetricsData data, List<Metric> foreign) {
    MetricsData.Builder kept = data.toBuilder();
    for (ResourceMetrics.Builder resource : kept.getResourceMetricsBuilderList()) {
      List<ScopeMetrics> scopes = new ArrayList<>();
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        if (scope.getScope().getName().equals(NAME)) {
          foreign.addAll(scope.getMetricsList());
        } else {
          scopes.add(scope);
        }
      }
      resource.clearScopeMetrics().addAllScopeMetrics(scopes);
    }
    return kept.build();
  }
}
