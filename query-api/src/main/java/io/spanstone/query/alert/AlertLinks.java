package io.spanstone.query.alert;

/**
 * Where to look, as paths of our own pages with their query; empty where there is nothing to see.
 *
 * @param chart of the rule's expression around the time
 * @param traces that show the fault
 * @param logs of the service, or those that the rule counts
 * @param map of the services at that time
 */
public record AlertLinks(String chart, String traces, String logs, String map) {
  public static final AlertLinks NONE = new AlertLinks("", "", "", "");
}
