package io.spanstone.query.alert.notice;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * How values are put into a text, so that what a service calls itself cannot become markup. What a
 * template says itself stays as it is.
 */
public enum Escaping {
  NONE {
    @Override
    String escape(String value) {
      return value;
    }
  },
  /** Within the quotes of a JSON string. */
  JSON {
    @Override
    String escape(String value) {
      return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }
  },
  /** Slack's mrkdwn. */
  SLACK {
    @Override
    String escape(String value) {
      return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
  },
  /** The Markdown of chat services, which know no common way to escape: no links, no mentions. */
  MARKDOWN {
    @Override
    String escape(String value) {
      return value.replace('[', '(').replace(']', ')').replace('<', '‹').replace('>', '›');
    }
  };

  abstract String escape(String value);
}
