package io.spanstone.query.alert.channel;

import io.spanstone.query.alert.notifier.Notifier;

/** Opens the channels of notifiers. Thread-safe. */
public final class Channels {
  private final HttpMessages http = new HttpMessages();

  /** A channel to the receiver of this notifier; connects when it sends. */
  public Channel open(Notifier notifier) {
    Channel channel = channel(notifier);
    return notice -> channel.send(notice).without(notifier.secrets());
  }

  private Channel channel(Notifier notifier) {
    ChatMessages chat = new ChatMessages(notifier);
    return switch (notifier.type()) {
      case WEBHOOK -> new WebhookChannel(notifier, http);
      case EMAIL -> new EmailChannel(notifier);
      case ALERTMANAGER -> new AlertmanagerChannel(notifier, http);
      case PAGERDUTY -> new PagerDutyChannel(notifier, http);
      case SLACK -> new ChatChannel(notifier, http, chat::slack);
      case DINGTALK -> new ChatChannel(notifier, http, chat::dingTalk);
      case FEISHU -> new ChatChannel(notifier, http, chat::feishu);
      case WECOM -> new ChatChannel(notifier, http, chat::weCom);
    };
  }
}
