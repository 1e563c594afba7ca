package io.spanstone.query.alert.channel;

import io.spanstone.query.alert.notice.Escaping;
import io.spanstone.query.alert.notice.Notice;
import io.spanstone.query.alert.notice.NoticeTemplate;
import io.spanstone.query.alert.notifier.Notifier;

/** The title and the text of a notice for people: by the notifier's templates, else by these. */
final class Texts {
  private static final String TITLE =
      "[{{#firing}}FIRING:{{firingCount}}{{/firing}}{{#resolved}}RESOLVED{{/resolved}}] {{name}}"
          + "{{#commonLabels.service_name}} {{commonLabels.service_name}}"
          + "{{/commonLabels.service_name}}";

  private static final String WHAT =
      "{{#severity}} ({{severity}}){{/severity}}"
          + "{{#resolved}} resolved at {{endsAt}}{{/resolved}}"
          + "{{#firing}} since {{startsAt}}{{/firing}}"
          + "{{#flapping}}, began {{firings}} times since the last notice{{/flapping}}\n"
          + "{{#summary}}{{summary}}\n{{/summary}}"
          + "{{#description}}{{description}}\n{{/description}}"
          + "Value {{value}}\n"
          + "{{#acknowledged}}Acknowledged by {{acknowledgedBy}}: {{comment}}\n{{/acknowledged}}";

  private static final String LEFT_OUT =
      "{{#leftOut}}and {{leftOut}} more alerts of {{alertCount}}\n{{/leftOut}}";

  private static final String PLAIN =
      "{{#alerts}}{{#firing}}FIRING{{/firing}}{{#resolved}}RESOLVED{{/resolved}} {{name}}"
          + WHAT
          + "{{#labelPairs}}  {{name}} = {{value}}\n{{/labelPairs}}"
          + "{{#links.chart}}Chart:  {{links.chart}}\n{{/links.chart}}"
          + "{{#links.traces}}Traces: {{links.traces}}\n{{/links.traces}}"
          + "{{#exampleTraces}}Trace:  {{url}}\n{{/exampleTraces}}"
          + "{{#links.logs}}Logs:   {{links.logs}}\n{{/links.logs}}"
          + "{{#links.map}}Map:    {{links.map}}\n{{/links.map}}"
          + "\n{{/alerts}}"
          + LEFT_OUT
          + "All alerts: {{alertsUrl}}\n";

  private static final String SLACK =
      "{{#alerts}}{{#firing}}:fire:{{/firing}}{{#resolved}}:white_check_mark:{{/resolved}}"
          + " *{{name}}*"
          + WHAT
          + "{{#links.chart}}<{{links.chart}}|Chart> {{/links.chart}}"
          + "{{#links.traces}}<{{links.traces}}|Traces> {{/links.traces}}"
          + "{{#exampleTraces}}<{{url}}|Example> {{/exampleTraces}}"
          + "{{#links.logs}}<{{links.logs}}|Logs> {{/links.logs}}"
          + "{{#links.map}}<{{links.map}}|Map>{{/links.map}}"
          + "\n\n{{/alerts}}"
          + LEFT_OUT;

  /** An empty line between lines: Markdown runs them together else. */
  private static final String MARKDOWN =
      ("{{#alerts}}**{{#firing}}FIRING{{/firing}}{{#resolved}}RESOLVED{{/resolved}} {{name}}**"
              + WHAT
              + "{{#links.chart}}[Chart]({{links.chart}}) {{/links.chart}}"
              + "{{#links.traces}}[Traces]({{links.traces}}) {{/links.traces}}"
              + "{{#exampleTraces}}[Example]({{url}}) {{/exampleTraces}}"
              + "{{#links.logs}}[Logs]({{links.logs}}) {{/links.logs}}"
              + "{{#links.map}}[Map]({{links.map}}){{/links.map}}"
              + "\n{{/alerts}}"
              + LEFT_OUT)
          .replace("\n", "\n\n");

  private final Notifier notifier;

  Texts(Notifier notifier) {
    this.notifier = notifier;
  }

  /** One line. */
  String title(Notice notice, Escaping escaping, int maxBytes) {
    return template("title", TITLE)
        .fit(notice, notifier.maxAlerts(), escaping, maxBytes)
        .replaceAll("\\s+", " ")
        .trim();
  }

  String plain(Notice notice, int maxBytes) {
    return text(PLAIN, notice, Escaping.NONE, maxBytes);
  }

  String slack(Notice notice, int maxBytes) {
    return text(SLACK, notice, Escaping.SLACK, maxBytes);
  }

  String markdown(Notice notice, int maxBytes) {
    return text(MARKDOWN, notice, Escaping.MARKDOWN, maxBytes);
  }

  private String text(String fallback, Notice notice, Escaping escaping, int maxBytes) {
    return template("text", fallback).fit(notice, notifier.maxAlerts(), escaping, maxBytes);
  }

  private NoticeTemplate template(String setting, String fallback) {
    String given = notifier.settings().get(setting);
    return NoticeTemplate.known(given == null ? fallback : given);
  }
}
