import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { boundsOf } from "../core/time-range.js";
import { FaultText } from "../editor/fault-text.js";
import { QueryEditor } from "../editor/query-editor.js";
import { useLogLanguage } from "./language.js";
import { setSearch } from "./search.js";
import { SyntaxHelp } from "./syntax-help.js";

const CHIPS = ["service", "traceId", "spanId"];

/**
 * What is asked for: the query, and the conditions that links bring along.
 *
 * @param {{search: import("./search.js").Search, range, fault, children}} props
 */
export function QueryBar({ search, range, fault, children }) {
  const box = useRef(null);
  const { service, traceId } = search;
  const language = useLogLanguage(() => ({ service, traceId, ...boundsOf(range) }));
  useFocusKey(box);
  return html`
    <div class="log-query" ref=${box}>
      <div class="log-query-line">
        <${QueryEditor}
          label=${t("logs.query")}
          placeholder=${t("logs.query.placeholder")}
          value=${search.query}
          language=${language}
          fault=${fault}
          onRun=${(query) => setSearch({ query })}
        />
        ${search.query &&
        html`
          <button
            type="button"
            class="icon-button"
            aria-label=${t("logs.query.clear")}
            title=${t("logs.query.clear")}
            onClick=${() => setSearch({ query: null })}
          >
            <${Icon} name="close" />
          </button>
        `}
        <${SyntaxHelp} />
      </div>
      ${fault && html`<${FaultText} fault=${fault} />`}
      <div class="log-conditions">
        ${CHIPS.filter((name) => search[name]).map(
          (name) => html`<${Chip} key=${name} name=${name} value=${search[name]} />`,
        )}
        ${children}
      </div>
    </div>
  `;
}

function Chip({ name, value }) {
  const pair = `${name}:${value}`;
  return html`
    <span class="chip">
      <span class="chip-text" title=${pair}>${pair}</span>
      <button
        type="button"
        aria-label=${t("search.attribute.remove", { pair })}
        onClick=${() => setSearch({ [name]: null })}
      >
        <${Icon} name="close" />
      </button>
    </span>
  `;
}

/** "/" leads to the query, as on many pages. */
function useFocusKey(box) {
  useEffect(() => {
    const pressed = (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      box.current.querySelector("textarea").focus();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
