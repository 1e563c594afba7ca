package io.spanstone.block.prometheus;

import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.ScopeView;
import io.spanstone.otlp.Slice;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the metrics of one scope of one resource are called and labelled in Prometheus. There are
 * three manners:
 *
 * <ul>
 *   <li>OTLP: names by {@link MetricName}, attributes as labels, {@code job} and {@code instance}
 *       of the resource, {@code otel_scope_name} and {@code otel_scope_version} of the scope; the
 *       rest of the resource is the labels of {@code target_info}.
 *   <li>{@linkplain #DERIVED_SCOPE derived} by the collector: the same names, and of resource and
 *       scope only what names the service.
 *   <li>received by {@linkplain #REMOTE_WRITE_SCOPE remote write}: names and labels are
 *       Prometheus's already.
 * </ul>
 *
 * <p>Immutable.
 */
public final class SourceLabels {
  /** Name of the scope of metrics that the collector derives from spans. */
  public static final String DERIVED_SCOPE = "io.spanstone.derive";

  /** Name of the scope of metrics that came by Prometheus remote write. */
  public static final String REMOTE_WRITE_SCOPE = "io.spanstone.remotewrite";

  /**
   * Key of a metric's metadata: the type that Prometheus knows it by. Source: OpenTelemetry
   * specification, "Prometheus and OpenMetrics Compatibility".
   */
  public static final String TYPE = "prometheus.type";

  /** Key of a metric's metadata: what its family is called, if not as the metric is. */
  public static final String FAMILY = "prometheus.family";

  /** The metric that shows the attributes of resources. */
  public static final String TARGET_INFO = "target_info";

  private static final String JOB = "job";
  private static final String INSTANCE = "instance";
  private static final String SERVICE_NAME = "service.name";
  private static final String SERVICE_NAMESPACE = "service.namespace";
  private static final String SERVICE_VERSION = "service.version";
  private static final String INSTANCE_ID = "service.instance.id";

  /** What {@code job} and {@code instance} say already. */
  private static final Set<String> IDENTIFYING =
      Set.of(SERVICE_NAME, SERVICE_NAMESPACE, INSTANCE_ID);

  private enum Manner {
    OTLP,
    DERIVED,
    REMOTE_WRITE
  }

  private final Manner manner;
  private final SortedMap<String, String> common;
  private final SortedMap<String, String> targetInfo;

  private SourceLabels(
      Manner manner, SortedMap<String, String> common, SortedMap<String, String> targetInfo) {
    this.manner = manner;
    this.common = Collections.unmodifiableSortedMap(common);
    this.targetInfo = Collections.unmodifiableSortedMap(targetInfo);
  }

  /**
   * What the metrics of this scope of this resource are called.
   *
   * @param resource a Resource message, or nothing
   * @param scope an InstrumentationScope message, or nothing
   */
  public static SourceLabels of(Slice resource, Slice scope) {
    ScopeView view = new ScopeView().read(scope);
    String scopeName = view.name().utf8();
    Map<String, String> attributes = texts(KeyValues.ofResource(resource));
    return switch (scopeName) {
      case DERIVED_SCOPE -> new SourceLabels(Manner.DERIVED, promoted(attributes), new TreeMap<>());
      case REMOTE_WRITE_SCOPE ->
          new SourceLabels(Manner.REMOTE_WRITE, new TreeMap<>(), new TreeMap<>());
      default -> {
        SortedMap<String, String> target = target(attributes);
        SortedMap<String, String> common = new TreeMap<>(target);
        put(common, "otel_scope_name", scopeName);
        put(common, "otel_scope_version", view.version().utf8());
        yield new SourceLabels(Manner.OTLP, common, targetInfo(attributes, target));
      }
    };
  }

  /** The labels that points have of a resource, in one manner or the other. */
  public static Map<String, String> ofResource(Slice resource) {
    Map<String, String> attributes = texts(KeyValues.ofResource(resource));
    Map<String, String> labels = promoted(attributes);
    labels.putAll(target(attributes));
    return labels;
  }

  /** Whether points of a series with equal times are to be added up. */
  public boolean isDerived() {
    return manner == Manner.DERIVED;
  }

  /** The labels that all points have, sorted by name. */
  public SortedMap<String, String> common() {
    return common;
  }

  /**
   * The labels of the series {@link #TARGET_INFO} of the resource, without its name; empty if it
   * has none, since nothing tells it from others or there is nothing more to tell.
   */
  public SortedMap<String, String> targetInfo() {
    return targetInfo;
  }

  /** The metric's name without the suffixes of single series. */
  public String metricName(MetricView metric) {
    String name = metric.name().utf8();
    return manner == Manner.REMOTE_WRITE
        ? name
        : MetricName.of(name, metric.unit().utf8(), metric.type(), metric.isMonotonic());
  }

  /** All labels of a point with these attributes, sorted by name; without the metric's name. */
  public SortedMap<String, String> labels(KeyValues attributes) {
    SortedMap<String, String> labels =
        manner == Manner.REMOTE_WRITE
            ? nonEmpty(texts(attributes))
            : renamed(texts(attributes), Set.of());
    labels.putAll(common);
    return labels;
  }

  private static SortedMap<String, String> promoted(Map<String, String> attributes) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String key : Set.of(SERVICE_NAME, SERVICE_NAMESPACE, SERVICE_VERSION)) {
      put(labels, LabelName.of(key), attributes.getOrDefault(key, ""));
    }
    return labels;
  }

  private static SortedMap<String, String> target(Map<String, String> attributes) {
    SortedMap<String, String> labels = new TreeMap<>();
    String name = attributes.getOrDefault(SERVICE_NAME, "");
    if (!name.isEmpty()) {
      String namespace = attributes.getOrDefault(SERVICE_NAMESPACE, "");
      put(labels, JOB, namespace.isEmpty() ? name : namespace + "/" + name);
    }
    put(labels, INSTANCE, attributes.getOrDefault(INSTANCE_ID, ""));
    return labels;
  }

  private static SortedMap<String, String> targetInfo(
      Map<String, String> attributes, SortedMap<String, String> target) {
    SortedMap<String, String> labels = renamed(attributes, IDENTIFYING);
    if (target.isEmpty() || labels.isEmpty()) {
      return new TreeMap<>();
    }
    labels.putAll(target);
    return labels;
  }

  /** Values whose keys become the same label are joined by {@code ;} in the order of their keys. */
  private static SortedMap<String, String> renamed(
      Map<String, String> attributes, Set<String> leftOut) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, String> each : new TreeMap<>(attributes).entrySet()) {
      if (!leftOut.contains(each.getKey())) {
        labels.merge(LabelName.of(each.getKey()), each.getValue(), (a, b) -> a + ";" + b);
      }
    }
    return nonEmpty(labels);
  }

  private static SortedMap<String, String> nonEmpty(Map<String, String> labels) {
    SortedMap<String, String> kept = new TreeMap<>();
    labels.forEach((name, value) -> put(kept, name, value));
    return kept;
  }

  /** Of repeated keys, which OTLP forbids, the first counts. */
  private static Map<String, String> texts(KeyValues attributes) {
    Map<String, String> texts = new LinkedHashMap<>();
    while (attributes.next()) {
      texts.putIfAbsent(attributes.key().utf8(), attributes.value().text().utf8());
    }
    return texts;
  }

  /** An empty value is the same as no label. */
  private static void put(Map<String, String> labels, String name, String value) {
    if (!value.isEmpty()) {
      labels.put(name, value);
    }
  }
}
