package io.spanstone.query.alert.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.metric.Labels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The ids of alerts: the same for the same rule and labels, for ever and everywhere. */
final class AlertIds {
  private static final int BYTES = 8;

  private AlertIds() {}

  static String of(String ruleId, Labels labels) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((ruleId + '\0').getBytes(UTF_8));
      for (int i = 0; i < labels.size(); i++) {
        digest.update((labels.name(i) + '\0' + labels.value(i) + '\0').getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
