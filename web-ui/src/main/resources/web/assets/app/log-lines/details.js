import { CopyButton } from "../controls/copy-button.js";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, queryHref, tracePath, useUrl } from "../core/router.js";
import { fieldTerm } from "../log-query/terms.js";
import { Exception, EXCEPTION_KEYS } from "./exception.js";
import { attributeFields, recordFields } from "./fields.js";
import { FieldTable } from "./field-table.js";
import { Marked, messageOf } from "./message.js";

/** Of the time range in which a search from there goes on. */
const HALF_RANGE_MILLIS = 900e3;

/** All that is known of one record, and the ways on from it. */
export function LogDetails({ log, matches, columns }) {
  const own = Object.fromEntries(
    Object.entries(log.attributes).filter(([key]) => !EXCEPTION_KEYS.includes(key)),
  );
  const isText = typeof log.body === "string";
  return html`
    <div class="log-details">
      <${Ways} log=${log} />
      <pre class="log-body" tabindex="0"><${Marked}
        text=${isText ? messageOf(log) : JSON.stringify(log.body, null, 2)}
        matches=${matches}
      /></pre>
      <${Exception} attributes=${log.attributes} />
      <div class="log-fields">
        <${FieldTable}
          title=${t("span.attributes")}
          fields=${attributeFields(own)}
          columns=${columns}
        />
        <${FieldTable} title=${t("logs.record")} fields=${recordFields(log)} columns=${columns} />
        <${FieldTable}
          title=${t("span.resource")}
          fields=${attributeFields(log.resource)}
          columns=${columns}
          open=${false}
        />
      </div>
    </div>
  `;
}

function Ways({ log }) {
  const { path, query } = useUrl();
  const around = path === "/logs" ? queryHref({ around: log.id, log: null }) : pathTo(log);
  const trace = tracePath(log.traceId);
  return html`
    <div class="log-ways">
      ${log.traceId &&
      path !== trace &&
      html`
        <a class="button" href=${pageHref(trace, { span: log.spanId })}>
          <${Icon} name="traces" />${t("logs.trace")}
        </a>
      `}
      ${query.get("around") !== log.id &&
      html`<a class="button" href=${around}><${Icon} name="around" />${t("logs.around")}</a>`}
      <${Alike} log=${log} field="pattern" label=${t("logs.alike")} />
      <${Alike} log=${log} field="exceptionGroup" label=${t("logs.sameException")} />
      <span class="log-copies">
        <${CopyButton} text=${JSON.stringify(log.answered, null, 2)} label=${t("logs.copyJson")} />
        <${CopyButton} text=${location.origin + pathTo(log)} label=${t("logs.copyLink")} icon="link" />
      </span>
    </div>
  `;
}

/** The way to lines of the same service that have the same. */
function Alike({ log, field, label }) {
  if (!log[field]) return null;
  const href = pageHref("/logs", { query: fieldTerm(field, log[field]), service: log.service });
  return html`<a class="button" href=${href}><${Icon} name="patterns" />${label}</a>`;
}

/** The record in its surroundings, which its id is enough to find. */
function pathTo({ id, time }) {
  const query = new URLSearchParams({
    start: new Date(time - HALF_RANGE_MILLIS).toISOString(),
    end: new Date(time + HALF_RANGE_MILLIS).toISOString(),
    around: id,
    log: id,
  });
  return `/logs?${query}`;
}
