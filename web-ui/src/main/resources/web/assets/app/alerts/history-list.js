import { html } from "../core/html.js";
import { language, t } from "../core/i18n.js";
import { pageHref } from "../core/router.js";
import { formatInstantFully, formatNanos } from "../core/units.js";
import { typeName } from "../notifiers/types.js";
import { AlertLabels, Severity, summaryOf } from "./marks.js";

const MOST_NAMED = 3;

/** What happened, the newest first, by days. */
export function HistoryList({ entries, stale }) {
  return html`
    <div data-stale=${stale}>
      ${daysOf(entries).map(
        ({ day, of }) => html`
          <section key=${day} class="history-day">
            <h2>${day}</h2>
            <ol class="history">
              ${of.map((entry) => html`<${Entry} key=${entry.key} entry=${entry} />`)}
            </ol>
          </section>
        `,
      )}
    </div>
  `;
}

function daysOf(entries) {
  const format = new Intl.DateTimeFormat(language(), { dateStyle: "full" });
  const days = [];
  for (const entry of entries) {
    const day = format.format(entry.at);
    if (days.at(-1)?.day !== day) days.push({ day, of: [] });
    days.at(-1).of.push(entry);
  }
  return days;
}

function Entry({ entry }) {
  const { kind, at, name, severity, labels, by, comment, firedAt, resolvedAt, notice } = entry;
  const time = new Intl.DateTimeFormat(language(), { timeStyle: "medium", hourCycle: "h23" });
  const lasted = kind === "resolved" && firedAt !== null && resolvedAt !== null;
  const summary = kind === "firing" ? summaryOf(entry) : "";
  return html`
    <li class="history-entry" data-kind=${kind} data-severity=${severity}>
      <time title=${formatInstantFully(at)}>${time.format(at)}</time>
      <span class="history-dot" />
      <div class="history-what">
        <p>
          <span class="history-kind">${t(`history.kind.${kind}`)}</span>${" "}
          ${notice && html`<${Receiver} ...${notice.notifier} />${" "}`}
          ${name && html`<strong>${name}</strong>`}
          ${!name && notice && html`<strong>${namesOf(notice)}</strong>`}
          ${!name &&
          !notice &&
          html`<a href=${pageHref("/alerts/silences")}>${t("history.toSilences")}</a>`}
          <${Severity} severity=${severity} />
          ${lasted &&
          html`
            <span class="history-lasted">
              ${t("history.lasted", { duration: formatNanos((resolvedAt - firedAt) * 1e6) })}
            </span>
          `}
        </p>
        ${summary && html`<p class="alert-summary">${summary}</p>`}
        ${(by || comment) &&
        html`
          <p class="silence-by">
            ${by}${comment && html`<span class="alert-comment">${comment}</span>`}
          </p>
        `}
        ${kind === "undelivered" &&
        html`
          <p class="history-fault">
            ${notice.status !== null && `${notice.status} `}<code>${notice.detail}</code>
          </p>
        `}
        ${!notice && html`<${AlertLabels} labels=${labels} />`}
      </div>
    </li>
  `;
}

function Receiver({ id, name, type }) {
  return html`
    <a href=${pageHref(`/alerts/notifiers/${encodeURIComponent(id)}`)}>${name}</a>
    <span class="alert-severity">${typeName(type)}</span>
  `;
}

function namesOf({ alerts, alertCount }) {
  const names = [...new Set(alerts.map((one) => one.name))].slice(0, MOST_NAMED).join(", ");
  return `${names} (${alertCount})`;
}
