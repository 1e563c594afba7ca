import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, tracePath } from "../core/router.js";
import { fieldTerm } from "../log-query/terms.js";
import { GroupName, GroupTable } from "./group-table.js";

/** Groups of exceptions with their numbers; each leads to its lines. */
export function ExceptionTable({ groups, stale }) {
  const name = {
    label: t("span.event.exception"),
    value: ({ type }) => type,
    cell: (group) => html`<${Name} group=${group} />`,
  };
  return html`
    <${GroupTable} groups=${groups} name=${name} label=${t("logs.tab.exceptions")} stale=${stale} />
  `;
}

function Name({ group }) {
  const { id, type, rootType, location, example } = group;
  const href = id === "other" ? null : placeOf(group);
  const title = [type, rootType !== type && rootType, location].filter(Boolean).join("\n");
  return html`
    <${GroupName} group=${group} href=${href} title=${title} example=${example?.message ?? ""}>
      <span class="template">
        ${group.source === "span" &&
        html`<span class="badge" data-mark="span">${t("exceptions.ofSpans")}</span> `}
        ${type ? shortName(type) : t(id === "other" ? "exceptions.other" : "exceptions.noType")}
        ${rootType !== "" &&
        rootType !== type &&
        html` <span class="soft">${t("logs.causedBy")}</span> ${shortName(rootType)}`}
        ${location && html` <span class="soft">${t("exceptions.at")} ${shortPlace(location)}</span>`}
      </span>
    <//>
  `;
}

/** Where it leads to: its lines, or for want of lines the trace of its example. */
function placeOf({ id, service, source, example }) {
  if (source === "span") {
    return example?.traceId ? pageHref(tracePath(example.traceId)) : null;
  }
  return pageHref("/logs", { query: fieldTerm("exceptionGroup", id), service });
}

/** Without its package, which the title has. */
function shortName(type) {
  return type.slice(type.lastIndexOf(".") + 1);
}

/** The class and its method; paths and what is no name of Java stay as they are. */
function shortPlace(location) {
  return /^[\w.$<>]+$/.test(location) ? location.split(".").slice(-2).join(".") : location;
}
