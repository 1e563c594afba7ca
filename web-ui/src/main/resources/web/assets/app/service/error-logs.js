import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { fetchLogHistogram } from "../core/log-api.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { boundsOf, rangeKey } from "../core/time-range.js";

const SEVERE = ["error", "fatal"];

/** How many errors a service has logged; the number leads to them. */
export function ErrorLogs({ id, range }) {
  const { data, stale } = useResource(`${id} ${rangeKey(range)}`, (signal) =>
    fetchLogHistogram({ service: id, severity: SEVERE, ...boundsOf(range) }, signal),
  );
  return html`
    <div data-stale=${stale}>
      <dt>${t("service.errorLogs")}</dt>
      <dd>
        ${data
          ? html`
              <a href=${pageHref("/logs", { service: id, severity: SEVERE })}>
                ${data.complete ? "" : "≥ "}${formatCount(data.total)}
              </a>
            `
          : "–"}
      </dd>
    </div>
  `;
}
