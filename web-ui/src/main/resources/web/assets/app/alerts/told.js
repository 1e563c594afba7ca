import { fetchNotifiers } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { formatAgo, formatInstantFully } from "../core/units.js";
import { DeliveryFailure } from "../notifiers/delivery.js";

/** The names of notifiers by their ids, as far as they are known. */
export function useNotifierNames() {
  const { data } = useResource("notifiers", fetchNotifiers);
  return new Map((data?.notifiers ?? []).map(({ id, name }) => [id, name]));
}

/** Who was told of an alert and who is not yet, and why. */
export function Told({ alert: { state, notices, silencedBy }, names }) {
  if (notices.length === 0) {
    return state === "firing" && silencedBy.length === 0
      ? html`
          <p class="told-nobody">
            ${t("told.nobody")}${" "}
            <a href=${pageHref("/alerts/notifiers")}>${t("alerts.tab.notifiers")}</a>
          </p>
        `
      : null;
  }
  return html`
    <ul class="told" aria-label=${t("told.list")}>
      ${notices.map(
        (notice) => html`
          <li key=${notice.notifier}>
            <${Notice}
              notice=${notice}
              name=${names.get(notice.notifier) ?? notice.notifier}
              silenced=${silencedBy.length > 0}
            />
          </li>
        `,
      )}
    </ul>
  `;
}

function Notice({ notice: { toldAt, owedSince, failure }, name, silenced }) {
  const waiting = owedSince !== null;
  const key = !waiting ? "told.told" : silenced ? "told.heldBack" : "told.owed";
  const at = waiting ? owedSince : toldAt;
  return html`
    <p data-waiting=${waiting}>
      ${t(key, { name })}${" "}
      ${at !== null && html`<time title=${formatInstantFully(at)}>${formatAgo(at)}</time>`}
    </p>
    ${failure && html`<div class="delivery"><${DeliveryFailure} failure=${failure} /></div>`}
  `;
}
