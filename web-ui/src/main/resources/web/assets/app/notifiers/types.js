/**
 * The fields of each kind of receiver, in their order. `lines` are templates of several lines;
 * secrets are shown hidden and may be sent back so.
 */
const url = { name: "url", wide: true };
const signingKey = { name: "signingKey" };
const title = { name: "title", wide: true, template: true };
const text = { name: "text", lines: 4, template: true };

/** @type {Record<string, {name: string, wide?: boolean, lines?: number, template?: boolean}[]>} */
export const TYPES = {
  webhook: [url, signingKey, { name: "body", lines: 6, template: true }],
  slack: [url, { name: "channel" }, { name: "username" }, title, text],
  email: [
    { name: "host", wide: true },
    { name: "port" },
    { name: "tls" },
    { name: "username" },
    { name: "password" },
    { name: "from", wide: true },
    { name: "to", wide: true },
    title,
    text,
  ],
  alertmanager: [url],
  pagerduty: [{ name: "routingKey", wide: true }, url, title],
  dingtalk: [url, signingKey, title, text],
  feishu: [url, signingKey, title, text],
  wecom: [url, text],
};

export const PLACEHOLDERS = {
  host: "smtp.example.com",
  port: "587",
  tls: "starttls",
  from: "Spanstone <alerts@example.com>",
  to: "team@example.com, ada@example.com",
  channel: "#alerts",
  title: "{{name}}: {{status}}",
};

/** Names of products are the same in every language. */
export const TYPE_NAMES = {
  webhook: "Webhook",
  slack: "Slack",
  email: "E-mail",
  alertmanager: "Alertmanager",
  pagerduty: "PagerDuty",
  dingtalk: "DingTalk",
  feishu: "Feishu",
  wecom: "WeCom",
};

export const typeName = (type) => TYPE_NAMES[type] ?? type;
