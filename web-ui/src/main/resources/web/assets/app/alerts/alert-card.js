import { ChangeProblem } from "../controls/change-problem.js";
import { Icon } from "../controls/icon.js";
import { useChange } from "../controls/use-change.js";
import { takeBackAcknowledgement } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useKept } from "../core/kept.js";
import { UNITS } from "../core/quantity.js";
import { pageHref } from "../core/router.js";
import { formatAgo, formatInstantFully } from "../core/units.js";
import { SilenceForm } from "../silences/silence-form.js";
import { AcknowledgeForm } from "./acknowledge-form.js";
import { AlertLabels, AlertState, Severity, summaryOf } from "./marks.js";
import { Told } from "./told.js";

const LINKS = { chart: "chart", traces: "traces", logs: "logs", map: "map" };

/** Of rules over logs the chart is that of their logs. */
const linksOf = ({ chart, ...others }) => (chart === others.logs ? others : { chart, ...others });

/** One alert: what it is, where to look, and what people do about it. */
export function AlertCard({ alert, names, changed }) {
  const [doing, setDoing] = useKept(`doing ${alert.id}`, "");
  const { name, state, severity, labels, value, silencedBy, acknowledged } = alert;
  const summary = summaryOf(alert);
  const done = () => {
    setDoing("");
    changed();
  };
  return html`
    <li
      class="alert"
      data-state=${state}
      data-severity=${severity}
      data-quiet=${silencedBy.length > 0 || acknowledged !== null}
    >
      <div class="alert-head">
        <${AlertState} state=${state} />
        <h2>${name}</h2>
        <${Severity} severity=${severity} />
        ${silencedBy.length > 0 &&
        html`
          <a class="alert-mark" href=${pageHref("/alerts/silences")}>
            <${Icon} name="silence" />${t("alerts.silenced")}
          </a>
        `}
        <${Since} alert=${alert} />
      </div>
      ${summary && html`<p class="alert-summary">${summary}</p>`}
      <div class="alert-facts">
        ${value !== null &&
        html`<span class="alert-value" title=${t("alerts.value")}>${UNITS.none.format(value)}</span>`}
        <${AlertLabels} labels=${labels} />
      </div>
      <${Told} alert=${alert} names=${names} />
      ${acknowledged && html`<${Acknowledged} alert=${alert} changed=${changed} />`}
      <div class="alert-foot">
        <nav class="alert-links" aria-label=${t("alerts.links", { name })}>
          ${Object.entries(linksOf(alert.links)).map(
            ([link, href]) =>
              href &&
              html`
                <a key=${link} href=${href}>
                  <${Icon} name=${LINKS[link]} />${t(`alerts.link.${link}`)}
                </a>
              `,
          )}
          <a href=${pageHref("/alerts/history", { alertId: alert.id, range: "24h", start: null, end: null })}>
            <${Icon} name="clock" />${t("alerts.link.history")}
          </a>
        </nav>
        <div class="alert-actions">
          ${!acknowledged &&
          html`<${Action} name="acknowledge" icon="check" doing=${doing} choose=${setDoing} />`}
          <${Action} name="silence" icon="silence" doing=${doing} choose=${setDoing} />
        </div>
      </div>
      ${doing === "acknowledge" &&
      html`<${AcknowledgeForm} alert=${alert} done=${done} cancel=${() => setDoing("")} />`}
      ${doing === "silence" &&
      html`<${SilenceForm} labels=${labels} done=${done} cancel=${() => setDoing("")} />`}
    </li>
  `;
}

function Since({ alert: { activeAt, firedAt, state } }) {
  const since = state === "firing" && firedAt !== null ? firedAt : activeAt;
  return html`
    <time class="alert-since" title=${formatInstantFully(since)}>${formatAgo(since)}</time>
  `;
}

function Action({ name, icon, doing, choose }) {
  const open = doing === name;
  return html`
    <button
      type="button"
      class="button"
      aria-expanded=${open}
      aria-pressed=${open}
      onClick=${() => choose(open ? "" : name)}
    >
      <${Icon} name=${icon} />${t(`alerts.${name}`)}
    </button>
  `;
}

function Acknowledged({ alert: { id, acknowledged }, changed }) {
  const { busy, problem, run } = useChange(`back ${id}`);
  const { by, comment, at } = acknowledged;
  const takeBack = () =>
    run(() => takeBackAcknowledgement(id).then(() => true)).then((ok) => ok && changed());
  return html`
    <div class="alert-taken">
      <${Icon} name="check" />
      <p>
        <strong>${t("alerts.acknowledgedBy", { by })}</strong>${" "}
        <time title=${formatInstantFully(at)}>${formatAgo(at)}</time>
        ${comment && html`<span class="alert-comment">${comment}</span>`}
      </p>
      <button type="button" class="quiet-button" disabled=${busy} onClick=${takeBack}>
        ${t("alerts.takeBack")}
      </button>
    </div>
    <${ChangeProblem} problem=${problem} reload=${changed} />
  `;
}
