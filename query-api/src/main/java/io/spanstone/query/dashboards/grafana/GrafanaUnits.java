package io.spanstone.query.dashboards.grafana;

import java.util.Map;

/** Grafana's units that we have. */
final class GrafanaUnits {
  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("none", "none"),
          Map.entry("short", "none"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("dtdurations", "seconds"),
          Map.entry("bytes", "bytes"),
          Map.entry("decbytes", "bytes"),
          Map.entry("percentunit", "ratio"),
          Map.entry("percent", "percent"),
          Map.entry("ops", "perSecond"),
          Map.entry("reqps", "perSecond"),
          Map.entry("cps", "perSecond"),
          Map.entry("rps", "perSecond"),
          Map.entry("wps", "perSecond"),
          Map.entry("iops", "perSecond"),
          Map.entry("Bps", "bytesPerSecond"),
          Map.entry("binBps", "bytesPerSecond"));

  private GrafanaUnits() {}

  /** Ours; empty if there is none such. */
  static String ours(String unit) {
    return OURS.getOrDefault(unit, "");
  }
}
