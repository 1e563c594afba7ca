import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { fetchLogExceptions, fetchLogPatterns } from "../core/log-api.js";
import { ExceptionTable } from "../log-patterns/exception-table.js";
import { GroupView } from "../log-patterns/group-view.js";
import { PatternTable } from "../log-patterns/pattern-table.js";
import { WiderRange } from "./wider-range.js";

/** What log messages have in common: how many there are of each kind, which are new. */
export function LogPatternsPage() {
  return html`
    <${GroupView}
      ask=${fetchLogPatterns}
      list="patterns"
      texts=${{
        filter: t("patterns.filter"),
        none: t("patterns.none"),
        noneText: t("patterns.none.text"),
        shown: (count) => t("patterns.shown", { count }),
      }}
      words=${({ template, example }) => [template, example?.body ?? ""]}
      table=${PatternTable}
      wider=${html`<${WiderRange} />`}
    />
  `;
}

/** Which exceptions were logged: how often each, where it comes from, which are new. */
export function LogExceptionsPage() {
  return html`
    <${GroupView}
      ask=${fetchLogExceptions}
      list="exceptions"
      texts=${{
        filter: t("exceptions.filter"),
        none: t("exceptions.none"),
        noneText: t("exceptions.none.text"),
        shown: (count) => t("exceptions.shown", { count }),
      }}
      words=${({ type, rootType, location, example }) => [
        type,
        rootType,
        location,
        example?.message ?? "",
      ]}
      table=${ExceptionTable}
      wider=${html`<${WiderRange} />`}
    />
  `;
}
