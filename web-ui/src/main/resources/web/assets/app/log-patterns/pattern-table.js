import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref } from "../core/router.js";
import { fieldTerm } from "../log-query/terms.js";
import { GroupName, GroupTable } from "./group-table.js";
import { Template } from "./template.js";

/** A query has at most 256 conditions, and must fit into an address. */
const MOST_IDS = 100;

/** Patterns of messages with their numbers; each leads to its lines. */
export function PatternTable({ groups, stale }) {
  const name = {
    label: t("patterns.pattern"),
    value: ({ template }) => template,
    cell: (pattern) => html`<${Name} pattern=${pattern} />`,
  };
  return html`
    <${GroupTable} groups=${groups} name=${name} label=${t("logs.tab.patterns")} stale=${stale} />
  `;
}

function Name({ pattern }) {
  const { id, template, example } = pattern;
  const told = example && example.body !== template ? example.body : "";
  return html`
    <${GroupName} group=${pattern} href=${linesOf(pattern)} title=${template} example=${told}>
      ${template
        ? html`<${Template} text=${template} />`
        : t(id === "other" ? "patterns.other" : "patterns.noText")}
    <//>
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
