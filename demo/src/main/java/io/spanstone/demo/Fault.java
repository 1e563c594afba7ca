package io.spanstone.demo;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that the shop can be made to suffer from.
 *
 * @param program the program that suffers
 * @param kind what is done to it
 * @param effect what it does, and what of it is to be seen
 */
record Fault(String name, String program, Kind kind, String effect) {

  enum Kind {
    /** The program has a switch for it. */
    SWITCH,
    /** The program is killed, and started again when the fault is over. */
    KILL
  }

  static List<Fault> ofSmallShop() {
    return List.of(
        new Fault(
            "slow-database",
            "stock",
            Kind.SWITCH,
            "Queries of the stock's database take 1.5 s: the latency of orders, and where it is"
                + " from."),
        new Fault(
            "failing-payment",
            "payment",
            Kind.SWITCH,
            "80 % of charges fail: the breaker on the way from order to payment opens, and asks"
                + " again every 10 s."),
        new Fault(
            "slow-payment",
            "payment",
            Kind.SWITCH,
            "Every charge takes 0.8 to 2 s: orders are slow, and the bulkhead turns some away."),
        new Fault(
            "dead-stock",
            "stock",
            Kind.KILL,
            "The stock service is killed: its instance is late, then lost; its breaker opens, and"
                + " products are shown as last seen."));
  }

  static List<Fault> ofWholeShop() {
    Fault slowConsumer =
        new Fault(
            "slow-consumer",
            "notification",
            Kind.SWITCH,
            "Each message takes 1.5 s: the time in the queue of orders rises, until the fault is"
                + " over and the backlog is worked off.");
    return Stream.concat(ofSmallShop().stream(), Stream.of(slowConsumer)).toList();
  }
}
