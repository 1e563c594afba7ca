package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.AlertHistory;
import io.spanstone.query.alert.channel.Channels;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * What all workers send with. Thread-safe.
 *
 * @param outbox what is owed
 * @param history where it is written down what became of notices
 * @param baseUrl of our pages, without a slash at its end
 * @param mayDispatch whether this process is the one that sends
 */
record Sending(
    Outbox outbox,
    AlertHistory history,
    Channels channels,
    DeliveryMetrics metrics,
    InstantSource clock,
    ExampleTraces examples,
    String baseUrl,
    BooleanSupplier mayDispatch) {}
