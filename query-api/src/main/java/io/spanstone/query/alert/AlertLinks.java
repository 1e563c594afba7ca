package io.spanstone.query.alert;

/**
 * Where to look, as paths of our own pages with their query.
 *
 * @param chart of what the rule compares, around the time; of a rule over logs the same as {@code
 *     logs}, where they are counted over time
 * @param traces that show the fault; if the alert names no service, of all
 * @param logs of the service, or those that the rule counts
 * @param map of the services at that time
 */
public record AlertLinks(String chart, String traces, String logs, String map) {
  public static final AlertLinks NONE = new AlertLinks("", "", "", "");
}
