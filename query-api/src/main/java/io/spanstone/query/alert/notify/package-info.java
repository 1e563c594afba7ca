/**
 * Tells alerts to people. One process does at a time, the {@link
 * io.spanstone.query.alert.notify.Dispatcher} that holds the lease {@code notify}: it learns what
 * happened, owes it to the notifiers that want it ({@code NoticeGroup}), writes that down ({@code
 * Outbox}) and only then lets each notifier's worker send.
 */
@NullMarked
package io.spanstone.query.alert.notify;

import org.jspecify.annotations.NullMarked;
