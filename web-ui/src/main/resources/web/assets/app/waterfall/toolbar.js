import { Icon } from "../controls/icon.js";
import { Segments } from "../controls/segments.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";

/** Spans or logs; and of the spans: searching, folding, and what is marked. */
export function Toolbar({ logCount, asLogs, ...tools }) {
  const views = [
    ["spans", t("waterfall.spans")],
    ["logs", `${t("logs.title")} ${formatCount(logCount)}`],
  ];
  return html`
    <div class="waterfall-toolbar">
      <${Segments}
        label=${t("waterfall.view")}
        value=${asLogs ? "logs" : "spans"}
        choices=${views}
        onChoose=${(view) => setQuery({ view: view === "spans" ? null : view })}
      />
      ${!asLogs && html`<${SpanTools} ...${tools} />`}
    </div>
  `;
}

function SpanTools({ trace, find, hits, selected, reveal, setCollapsed, showPath, zoomed }) {
  const collapseAll = () =>
    setCollapsed(
      new Set(trace.nodes.filter(({ children }) => children.length > 0).map(({ index }) => index)),
    );
  return html`
    <${Find} find=${find} hits=${hits} selected=${selected} reveal=${reveal} />
    <div class="button-row">
      <button
        type="button"
        class="icon-button"
        title=${t("waterfall.expandAll")}
        aria-label=${t("waterfall.expandAll")}
        onClick=${() => setCollapsed(new Set())}
      >
        <${Icon} name="expandAll" />
      </button>
      <button
        type="button"
        class="icon-button"
        title=${t("waterfall.collapseAll")}
        aria-label=${t("waterfall.collapseAll")}
        onClick=${collapseAll}
      >
        <${Icon} name="collapseAll" />
      </button>
      <button
        type="button"
        class="button"
        aria-pressed=${showPath}
        title=${t("waterfall.criticalPath.title")}
        onClick=${() => setQuery({ path: showPath ? "off" : null }, { replace: true })}
      >
        <${Icon} name="path" /><span class="wide-only">${t("waterfall.criticalPath")}</span>
      </button>
      ${zoomed &&
      html`
        <button type="button" class="button" onClick=${() => setQuery({ zoom: null })}>
          ${t("waterfall.resetZoom")}
        </button>
      `}
    </div>
  `;
}

/** Finds spans by text; Enter goes to the next one, Shift+Enter to the one before. */
function Find({ find, hits, selected, reveal }) {
  const current = selected ? hits.indexOf(selected.index) : -1;
  const go = (step) => {
    if (hits.length === 0) return;
    if (current >= 0) reveal(hits[(current + step + hits.length) % hits.length]);
    else reveal(hits[nearest(hits, selected?.index ?? -1, step)]);
  };
  const keyed = (event) => {
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") setQuery({ find: null }, { replace: true });
  };
  const count = hits.length;
  const outcome =
    current < 0
      ? t("waterfall.hits", { count })
      : t("waterfall.hitOf", { current: current + 1, count });
  return html`
    <div class="find">
      <label class="filter-box">
        <${Icon} name="search" />
        <input
          type="search"
          placeholder=${t("waterfall.search")}
          aria-label=${t("waterfall.search")}
          value=${find}
          onInput=${(event) => setQuery({ find: event.currentTarget.value }, { replace: true })}
          onKeyDown=${keyed}
        />
        <span class="find-outcome" role="status">${find.trim() && outcome}</span>
      </label>
      <button
        type="button"
        class="icon-button"
        disabled=${hits.length === 0}
        title=${t("waterfall.previous")}
        aria-label=${t("waterfall.previous")}
        onClick=${() => go(-1)}
      >
        <${Icon} name="chevronUp" />
      </button>
      <button
        type="button"
        class="icon-button"
        disabled=${hits.length === 0}
        title=${t("waterfall.next")}
        aria-label=${t("waterfall.next")}
        onClick=${() => go(1)}
      >
        <${Icon} name="chevronDown" />
      </button>
    </div>
  `;
}

/** The place in `hits` of the first one after the given node, or of the last one before it. */
function nearest(hits, index, step) {
  const after = hits.findIndex((hit) => hit > index);
  if (step > 0) return after < 0 ? 0 : after;
  return after <= 0 ? hits.length - 1 : after - 1;
}
