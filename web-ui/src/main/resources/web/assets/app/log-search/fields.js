import { useState } from "preact/hooks";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { fetchLogFields } from "../core/log-api.js";
import { useResource } from "../core/resource.js";
import { setQuery, useUrl } from "../core/router.js";
import { boundsOf, rangeKey } from "../core/time-range.js";
import { ColumnButton } from "../log-lines/field-actions.js";
import { FieldValues } from "./field-values.js";

/** Their values are told by other means, or are no values. */
const HIDDEN = ["body", "severity", "traceId", "spanId", "exception.stacktrace"];
const SHOWN = 100;

/** The fields of the lines found, each with its most frequent values. */
export function Fields({ search, range, columns }) {
  const [filter, setFilter] = useState("");
  const open = useOpenFields();
  const key = `${JSON.stringify(search)} ${rangeKey(range)}`;
  const { data, problem, retry, loading, stale } = useResource(key, (signal) =>
    fetchLogFields({ ...search, ...boundsOf(range) }, signal),
  );
  const wanted = filter.trim().toLowerCase();
  const found = (data?.fields ?? []).filter(
    ({ name }) => !HIDDEN.includes(name) && name.toLowerCase().includes(wanted),
  );
  const toggle = (name) => {
    const next = open.includes(name) ? open.filter((one) => one !== name) : [...open, name];
    setQuery({ field: next.length > 0 ? next : NONE }, { replace: true });
  };
  return html`
    <aside class="field-list" id="log-fields" aria-label=${t("logs.fields")} data-stale=${stale}>
      <label class="filter-box">
        <${Icon} name="search" />
        <input
          type="search"
          placeholder=${t("logs.fields.filter")}
          aria-label=${t("logs.fields.filter")}
          value=${filter}
          onInput=${(event) => setFilter(event.currentTarget.value)}
        />
      </label>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      <ul>
        ${found.slice(0, SHOWN).map(
          ({ name, kind }) => html`
            <li key=${`${kind} ${name}`}>
              <div class="field-head">
                <button type="button" aria-expanded=${open.includes(name)} onClick=${() => toggle(name)}>
                  <${Icon} name=${open.includes(name) ? "chevronDown" : "chevronRight"} />
                  <span class="field-name" title=${name}>${name}</span>
                </button>
                ${!ALWAYS_SHOWN.includes(name) &&
                html`<${ColumnButton} name=${name} columns=${columns} />`}
              </div>
              ${open.includes(name) &&
              html`<${FieldValues} name=${name} kind=${kind} search=${search} range=${range} />`}
            </li>
          `,
        )}
      </ul>
      ${found.length > SHOWN &&
      html`<p class="soft">${t("explore.mostListed", { count: SHOWN })}</p>`}
    </aside>
  `;
}

const ALWAYS_SHOWN = ["service"];

/** What the address says if no field is open; without anything the first is. */
const NONE = "-";
const OPEN_AT_FIRST = ["service"];

function useOpenFields() {
  const named = useUrl().query.getAll("field");
  return named.length === 0 ? OPEN_AT_FIRST : named.filter((name) => name !== NONE);
}
