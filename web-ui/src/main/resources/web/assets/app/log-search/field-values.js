import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { fetchLogFieldValues } from "../core/log-api.js";
import { useResource } from "../core/resource.js";
import { boundsOf, rangeKey } from "../core/time-range.js";
import { TermButtons } from "../log-lines/field-actions.js";
import { attributeTerm, fieldTerm } from "../log-query/terms.js";

const SHOWN = 10;

/** The most frequent values of a field, with their share of the records that were looked at. */
export function FieldValues({ name, kind, search, range }) {
  const key = `${name} ${JSON.stringify(search)} ${rangeKey(range)}`;
  const { data, problem, retry } = useResource(key, (signal) =>
    fetchLogFieldValues(name, { ...search, ...boundsOf(range), limit: SHOWN }, signal),
  );
  if (problem && data === null) {
    return html`
      <p class="field-none" role="alert" title=${problem.detail}>
        ${problem.title || t(`problem.${problem.kind}`)}
        <button type="button" class="quiet-button" onClick=${retry}>${t("problem.retry")}</button>
      </p>
    `;
  }
  if (data === null) return html`<p class="field-none" role="status">${t("loading")}</p>`;
  if (data.values.length === 0) return html`<p class="field-none">${t("logs.fields.none")}</p>`;
  return html`
    <ul class="field-values">
      ${data.values.map(({ value, count }) => {
        const term = kind === "field" ? fieldTerm(name, value) : attributeTerm(name, value);
        const share = `${Math.min(100, (count / Math.max(1, data.records)) * 100)}%`;
        return html`
          <li key=${value}>
            <span class="field-share" style=${{ width: share }} />
            <span class="field-value" title=${value}>${value || '""'}</span>
            <span class="field-count">${formatCount(count)}</span>
            <span class="value-actions">${term && html`<${TermButtons} term=${term} />`}</span>
          </li>
        `;
      })}
      ${!data.complete &&
      html`<li class="field-none">${t("logs.fields.newest", { count: data.records })}</li>`}
    </ul>
  `;
}
