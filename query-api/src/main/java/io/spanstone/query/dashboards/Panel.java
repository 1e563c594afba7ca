package io.spanstone.query.dashboards;

import java.util.List;

/**
 * One picture on a board.
 *
 * @param title may be empty
 * @param description empty if there is none
 * @param width in columns of 12
 * @param height in rows of the grid
 * @param unit one of {@link PanelFields#UNITS}; empty if it is to be told from the queries
 * @param queries in PromQL; empty for logs
 * @param logQuery in the language of log search; used for logs only
 * @param thresholds by value, the least first
 */
record Panel(
    String title,
    String description,
    Type type,
    int width,
    int height,
    String unit,
    List<Query> queries,
    String logQuery,
    List<Threshold> thresholds) {
  Panel {
    queries = List.copyOf(queries);
    thresholds = List.copyOf(thresholds);
  }

  /** How it shows what it was answered. */
  enum Type {
    TIMESERIES,
    STAT,
    TABLE,
    LOGS
  }

  /**
   * What is asked.
   *
   * @param expr PromQL with variables
   * @param legend names each series, with labels as in {@code {{job}}}; empty to have all labels
   */
  record Query(String expr, String legend) {}

  /**
   * From which value on something is as bad as {@code level} says.
   *
   * @param level one of {@link PanelFields#LEVELS}
   */
  record Threshold(double value, String level) {}
}
