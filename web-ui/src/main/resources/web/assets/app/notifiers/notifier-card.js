import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { useChange } from "../controls/use-change.js";
import { testNotifier } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useKept } from "../core/kept.js";
import { pageHref } from "../core/router.js";
import { formatNanos } from "../core/units.js";
import { MatcherChips } from "../silences/matchers.js";
import { NotifierDelivery } from "./delivery.js";
import { reachOf } from "./routing.js";
import { typeName } from "./types.js";

/** One notifier: where it goes and which alerts it is told; it can be tried. */
export function NotifierCard({ notifier }) {
  const { id, name, type, url, host, to, routes } = notifier;
  const { busy, problem, run } = useChange(`card ${id}`);
  const [answer, setAnswer] = useKept(`answer ${id}`, null);
  const target = url || [host, ...to].filter(Boolean).join(" → ");
  const matchers = routes.map((route) => route.matchers);
  const reach = reachOf(matchers);
  const test = async () => {
    setAnswer(null);
    setAnswer((await run(() => testNotifier(id))) ?? null);
  };
  return html`
    <li class="notifier">
      <div class="alert-head">
        <a class="notifier-name" href=${pageHref(notifierPath(id))}>${name}</a>
        <span class="alert-severity">${typeName(type)}</span>
        <div class="notifier-actions">
          <button type="button" class="button" disabled=${busy} onClick=${test}>
            ${t(busy ? "notifiers.testing" : "notifiers.test")}
          </button>
          <a class="button" href=${pageHref(notifierPath(id))}>${t("notifiers.edit")}</a>
        </div>
      </div>
      ${target && html`<p class="notifier-target">${target}</p>`}
      ${reach === "some"
        ? matchers.map((one, i) => html`<${MatcherChips} key=${i} matchers=${one} />`)
        : html`<p class="silence-by">${t(`notifiers.reach.${reach}.text`)}</p>`}
      <${NotifierDelivery} id=${id} />
      ${problem && html`<${ProblemPanel} problem=${problem} />`}
      ${answer && html`<${Answer} answer=${answer} />`}
    </li>
  `;
}

export const notifierPath = (id) => `/alerts/notifiers/${encodeURIComponent(id)}`;

function Answer({ answer: { delivered, status, detail, durationNanos } }) {
  const key = delivered ? "notifiers.delivered" : "notifiers.notDelivered";
  return html`
    <div class="notifier-answer" role="status" data-delivered=${delivered}>
      <${Icon} name=${delivered ? "check" : "warning"} />
      <div>
        ${t(key, { duration: formatNanos(durationNanos), status: status ?? "–" })}
        ${detail && html`<code>${detail}</code>`}
      </div>
    </div>
  `;
}
