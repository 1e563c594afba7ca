import { Sparkline } from "../charts/sparkline.js";
import { DataTable } from "../controls/data-table.js";
import { ServiceName } from "../controls/service-name.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { formatAgo, formatInstantFully } from "../core/units.js";
import { LEVELS } from "../log-query/levels.js";

/**
 * Groups of log records, with their numbers.
 *
 * @param {{groups: object[], name: import("../controls/data-table.js").Column, label: string,
 *     stale: boolean}} props `name` is the column that says what the records have in common
 */
export function GroupTable({ groups, name, label, stale }) {
  return html`
    <${DataTable}
      class="patterns"
      label=${label}
      columns=${columns(name)}
      rows=${groups}
      rowKey=${({ service, id, source = "" }) => `${service} ${id} ${source}`}
      defaultSort="-count"
      stale=${stale}
    />
  `;
}

function columns(name) {
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
    { key: "name", ...name },
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
    cell: (group) => html`
      <time title=${formatInstantFully(time(group))}>${formatAgo(time(group))}</time>
    `,
  };
}

/**
 * What a group has in common, which leads to its lines.
 *
 * @param {{group: object, href: string | null, title: string, example: string, children}} props
 */
export function GroupName({ group, href, title, example, children }) {
  return html`
    <span class="pattern">
      <span class="pattern-text">
        ${["new", "surging"].map(
          (mark) =>
            group[mark] &&
            html`
              <span class="badge" data-mark=${mark} key=${mark} title=${t(`patterns.${mark}.title`)}>
                ${t(`patterns.${mark}`)}
              </span>
            `,
        )}
        ${href
          ? html`<a class="row-link" href=${href} title=${title}>${children}</a>`
          : html`<span class="row-text">${children}</span>`}
      </span>
      ${example && html`<span class="pattern-example" title=${example}>${example.slice(0, 400)}</span>`}
    </span>
  `;
}
