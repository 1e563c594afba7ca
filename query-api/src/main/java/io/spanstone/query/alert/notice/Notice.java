package io.spanstone.query.alert.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a receiver is told in one message: the alerts of a group that fire, and those that have been
 * resolved since it was told last. Immutable.
 *
 * @param id the same if the same is told again, because it is not known whether it arrived
 * @param receiver name of the notifier
 * @param groupKey the same for every notice of the group
 * @param groupLabels what the alerts of the group have in common by definition
 * @param alerts the most important first; one at least
 * @param opens whether the receiver was not told yet that anything of this group fires
 * @param at when it is told
 * @param baseUrl of our pages, without a slash at its end
 */
public record Notice(
    String id,
    String receiver,
    String groupKey,
    Map<String, String> groupLabels,
    List<NoticeAlert> alerts,
    boolean opens,
    Instant at,
    String baseUrl) {

  public Notice {
    alerts = List.copyOf(alerts);
    groupLabels = Map.copyOf(groupLabels);
  }

  /** Whether anything in it fires; else all is resolved. */
  public boolean isFiring() {
    return alerts.stream().anyMatch(NoticeAlert::isFiring);
  }

  /** As Alertmanager calls it: {@code firing} or {@code resolved}. */
  public String status() {
    return isFiring() ? "firing" : "resolved";
  }

  public int firingCount() {
    return (int) alerts.stream().filter(NoticeAlert::isFiring).count();
  }

  /** Labels that all alerts have, with equal values. */
  public Map<String, String> commonLabels() {
    return common(alerts.stream().map(each -> each.alert().labels()).toList());
  }

  /** Annotations that all alerts have, with equal values. */
  public Map<String, String> commonAnnotations() {
    return common(alerts.stream().map(each -> each.alert().annotations()).toList());
  }

  /** The address of one of our pages, given its path; empty if that is. */
  public String absolute(String path) {
    return path.isEmpty() || path.startsWith("http") ? path : baseUrl + path;
  }

  private static Map<String, String> common(List<Map<String, String>> maps) {
    Map<String, String> common = new TreeMap<>(maps.get(0));
    for (Map<String, String> map : maps) {
      common.entrySet().removeIf(each -> !each.getValue().equals(map.get(each.getKey())));
    }
    return common;
  }
}
