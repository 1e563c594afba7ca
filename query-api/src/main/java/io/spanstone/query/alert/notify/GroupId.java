package io.spanstone.query.alert.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Short names for what is long, the same in every process. */
final class GroupId {
  private static final int BYTES = 12;

  private GroupId() {}

  /** Of a group. */
  static String of(String notifierId, List<String> by, Map<String, String> labels) {
    MessageDigest digest = sha256();
    add(digest, notifierId);
    by.forEach(each -> add(digest, each));
    add(digest, "");
    new TreeMap<>(labels)
        .forEach(
            (name, value) -> {
              add(digest, name);
              add(digest, value);
            });
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /** Of a notice: the same if the same is told again before anything else was. */
  static String ofNotice(String groupId, long number, NoticeGroup.Ticket ticket) {
    MessageDigest digest = sha256();
    add(digest, groupId);
    add(digest, Long.toString(number));
    ticket
        .entries()
        .forEach(
            (id, entry) -> {
              add(digest, id);
              add(digest, entry.alert().activeAt().toString());
              add(digest, entry.alert().state().id());
            });
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /** Zero bytes do not occur in what is added, so that nothing can be read in two ways. */
  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
