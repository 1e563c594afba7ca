package io.spanstone.query.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.notice.Notice;
import io.spanstone.query.alert.notice.NoticeAlert;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.query.alert.notifier.NotifierReader;
import io.spanstone.query.request.JsonFields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Notices and notifiers to try channels with. */
final class TestNotices {
  private TestNotices() {}

  static Notifier notifier(String json) {
    return NotifierReader.read(JsonFields.of(json.getBytes(UTF_8)), "notifier-1", null);
  }

  static Notice notice(Alert... alerts) {
    return notice(true, Stream.of(alerts).map(each -> new NoticeAlert(each, 1, null)).toList());
  }

  static Notice notice(boolean opens, List<NoticeAlert> alerts) {
    return new Notice(
        "notice-1",
        "On call",
        "notifier-1/group-1",
        Map.of("alertname", "HighErrorRate"),
        alerts,
        opens,
        Instant.now(),
        "https://spanstone.example.com");
  }

  /** Sends and expects it to arrive. */
  static Outcome send(Notifier notifier, Notice notice) throws InterruptedException {
    return new Channels().open(notifier).send(notice);
  }
}
