package io.spanstone.query.alert.channel;

import io.spanstone.query.alert.notice.Notice;

/**
 * Tells notices to the receiver of one notifier. Implementations MUST give up after the notifier's
 * time-out, MUST NOT throw whatever the receiver does, and MUST keep secrets out of outcomes. For
 * one thread at a time.
 */
public interface Channel {

  /** Sends the notice and waits for what the receiver says. */
  Outcome send(Notice notice) throws InterruptedException;
}
