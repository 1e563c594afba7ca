import { Sparkline } from "../charts/sparkline.js";
import { DataTable } from "../controls/data-table.js";
import { ServiceName } from "../controls/service-name.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { pageHref } from "../core/router.js";
import { formatAgo, formatInstantFully } from "../core/units.js";
import { fieldTerm } from "../log-query/terms.js";
import { LEVELS } from "../log-query/levels.js";
import { Template } from "./template.js";

/** A query has at most 256 conditions, and must fit into an address. */
const MOST_IDS = 100;

/** Patterns of messages with their numbers; each leads to its lines. */
export function PatternTable({ patterns, stale }) {
  return html`
    <${DataTable}
      class="patterns"
      label=${t("logs.tab.patterns")}
      columns=${columns()}
      rows=${patterns}
      rowKey=${({ service, id }) => `${service} ${id}`}
      defaultSort="-count"
      stale=${stale}
    />
  `;
}

function columns() {
  return [
    {
      key: "severity",
      label: t("logs.level"),
      value: ({ severity }) => LEVELS.indexOf(severity.toLowerCase()),
      cell: ({ severity }) => {
        const level = severity.toLowerCase();
        return html`<span class="log-level" data-level=${level}>${t(`level.${level}`)}</span>`;
      },
    },
    {
      key: "service",
      label: t("services.name"),
      value: ({ service }) => service,
      cell: ({ service }) => html`<${ServiceName} id=${service} />`,
    },
    {
      key: "name",
      label: t("patterns.pattern"),
      value: ({ template }) => template,
      cell: (pattern) => html`<${Name} pattern=${pattern} />`,
    },
    {
      key: "count",
      label: t("patterns.count"),
      numeric: true,
      value: ({ count }) => count,
      cell: ({ count, trend, severity }) => html`
        <${Sparkline} values=${trend} tone=${/error|fatal/i.test(severity) ? "error" : "rate"} />
        ${formatCount(count)}
      `,
    },
    seen("first", ({ firstSeen }) => firstSeen),
    seen("last", ({ lastSeen }) => Math.min(lastSeen, Date.now())),
  ];
}

function seen(key, time) {
  return {
    key,
    label: t(`patterns.${key}`),
    numeric: true,
    value: time,
    cell: (pattern) => html`
      <time title=${formatInstantFully(time(pattern))}>${formatAgo(time(pattern))}</time>
    `,
  };
}

function Name({ pattern }) {
  const { template, example } = pattern;
  const href = linesOf(pattern);
  const shown = template
    ? html`<${Template} text=${template} />`
    : t(pattern.id === "other" ? "patterns.other" : "patterns.noText");
  return html`
    <span class="pattern">
      <span class="pattern-text">
        ${pattern.new && html`<span class="badge" title=${t("patterns.new.title")}>${t("patterns.new")}</span>`}
        ${href
          ? html`<a class="row-link" href=${href} title=${template}>${shown}</a>`
          : html`<span class="row-text">${shown}</span>`}
      </span>
      ${example &&
      example.body !== template &&
      html`<span class="pattern-example" title=${example.body}>${example.body.slice(0, 400)}</span>`}
    </span>
  `;
}

/** The search for its lines; there is none for those that have been put together for their number. */
function linesOf({ id, ids, service }) {
  if (id === "other") return null;
  const search = (query) => pageHref("/logs", { query, service });
  if (id === "" || ids.length === 0) return search("-pattern:*");
  if (ids.length === 1) return search(fieldTerm("pattern", ids[0]));
  return search(`pattern:(${ids.slice(0, MOST_IDS).join(" OR ")})`);
}
