import { useLive } from "../alerts/use-live.js";
import { Icon } from "../controls/icon.js";
import { fetchNotifierDelivery } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref } from "../core/router.js";
import { formatAgo, formatInstantFully, formatSecond } from "../core/units.js";

const MOST_NAMED = 3;

/** What a notifier was told last, what it is owed, and why it was not told that yet. */
export function NotifierDelivery({ id }) {
  const { data, problem } = useLive(`delivery ${id}`, (signal) => fetchNotifierDelivery(id, signal));
  if (data === null) {
    return problem && html`<p class="silence-by" role="alert">${t("delivery.problem")}</p>`;
  }
  const { owed, heldBack, oldestOwedAt, owedAlerts, failure, lastNotified, lastUndelivered } = data;
  const past = failure === null && isNewer(lastUndelivered, lastNotified) ? lastUndelivered : null;
  return html`
    <div class="delivery">
      ${lastNotified
        ? html`
            <p>
              <${Icon} name="check" />
              <span>
                ${t("delivery.told", { names: namesOf(lastNotified.notice) })}${" "}
                <${Ago} at=${lastNotified.at} />
              </span>
            </p>
          `
        : html`<p><span>${t("delivery.never")}</span></p>`}
      ${owed > 0 &&
      html`
        <p data-owed="true">
          <${Icon} name="clock" />
          <span>
            ${t("delivery.owed", { names: listed(owedAlerts, owed) })}${" "}
            <${Ago} at=${oldestOwedAt} />
          </span>
        </p>
      `}
      ${heldBack > 0 &&
      html`
        <p><${Icon} name="silence" /><span>${t("delivery.heldBack", { count: heldBack })}</span></p>
      `}
      ${failure && html`<${DeliveryFailure} failure=${failure} />`}
      ${past &&
      html`
        <p data-failed="true">
          <${Icon} name="warning" />
          <span>
            ${t("delivery.notTaken", { status: said(past.notice.status) })}${" "}
            <${Ago} at=${past.at} />
            <code>${past.notice.detail}</code>
          </span>
        </p>
      `}
      <a href=${pageHref("/alerts/history", { show: "notices", notifier: id, range: "24h" })}>
        ${t("delivery.history")}
      </a>
    </div>
  `;
}

/** Why a notice was not taken, and when it is tried again. */
export function DeliveryFailure({ failure: { at, status, detail, attempts, retryAt } }) {
  const next = retryAt > Date.now() ? t("delivery.again", { time: formatSecond(retryAt) }) : "";
  return html`
    <p data-failed="true">
      <${Icon} name="warning" />
      <span>
        ${t("delivery.failed", { count: attempts, status: said(status) })}${" "}
        <${Ago} at=${at} />${next && ` · ${next}`}
        ${detail && html`<code>${detail}</code>`}
      </span>
    </p>
  `;
}

/** What the receiver answered, if it did. */
function said(status) {
  return status === null ? "" : ` (${status})`;
}

function Ago({ at }) {
  return html`<time title=${formatInstantFully(at)}>${formatAgo(at)}</time>`;
}

const isNewer = (entry, other) => entry !== null && (other === null || entry.at > other.at);

function namesOf({ alerts, alertCount }) {
  return listed(alerts, alertCount);
}

/** The first names, and how many more there are. */
function listed(alerts, count) {
  const names = [...new Set(alerts.map(({ name }) => name))];
  const shown = names.slice(0, MOST_NAMED).join(", ");
  return count > 1 ? `${shown} (${count})` : shown;
}
