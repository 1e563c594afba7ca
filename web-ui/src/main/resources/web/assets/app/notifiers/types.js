import { t } from "../core/i18n.js";

/**
 * The fields of each kind of receiver, in their order. `lines` are templates of several lines;
 * secrets are shown hidden and may be sent back so.
 */
const url = { name: "url", wide: true };
const signingKey = { name: "signingKey" };
const title = { name: "title", wide: true, template: true };
const text = { name: "text", lines: 4, template: true };

/**
 * @type {Record<string, {name: string, wide?: boolean, lines?: number, template?: boolean,
 *     choices?: string[]}[]>} of `choices` the first is taken unless another is
 */
export const TYPES = {
  webhook: [url, signingKey, { name: "contentType" }, { name: "body", lines: 6, template: true }],
  slack: [url, { name: "channel" }, { name: "username" }, title, text],
  email: [
    { name: "host", wide: true },
    { name: "port" },
    { name: "tls", choices: ["starttls", "tls", "none"] },
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
  from: "Spanstone <alerts@example.com>",
  to: "team@example.com, ada@example.com",
  channel: "#alerts",
  contentType: "application/json",
  title: "{{name}}: {{status}}",
};

/** What holds where nothing is given, as `NotifierType` has it. */
export const DEFAULTS = {
  all: {
    groupWait: "1s",
    groupInterval: "30s",
    repeatInterval: "4h",
    timeout: "10s",
    maxAlerts: "10",
    perMinute: "60",
    burst: "5",
  },
  webhook: { maxAlerts: "100", perMinute: "120", burst: "30" },
  slack: { burst: "10" },
  email: { maxAlerts: "50", perMinute: "30", burst: "10" },
  alertmanager: { repeatInterval: "1m", maxAlerts: "1000", perMinute: "600", burst: "60" },
  pagerduty: { maxAlerts: "20", perMinute: "120", burst: "20" },
  dingtalk: { perMinute: "20" },
  wecom: { perMinute: "20" },
};

/** What people call the product, or the type itself if this page does not know it. */
export const typeName = (type) =>
  Object.hasOwn(TYPES, type) ? t(`notifiers.name.${type}`) : type;
