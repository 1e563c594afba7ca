import { useMemo } from "preact/hooks";
import { ProblemPanel } from "../controls/problem-panel.js";
import { html } from "../core/html.js";
import { useUrl } from "../core/router.js";
import { useTimeRange } from "../core/time-range.js";
import { useColumns } from "../log-lines/columns.js";
import { WrapButton } from "../log-lines/wrap-button.js";
import { faultOf } from "../log-query/fault.js";
import { matchesOf } from "../log-query/matches.js";
import { QueryBar } from "../log-query/query-bar.js";
import { useSearch } from "../log-query/search.js";
import { LogsFrame } from "../log-search/frame.js";
import { LevelFilter } from "../log-search/level-filter.js";
import { TailView, useTail } from "../log-tail/tail-view.js";

/** Logs as they come in. */
export function LogTailPage() {
  const search = useSearch();
  const range = useTimeRange();
  const columns = useColumns();
  const wrapped = useUrl().query.get("wrap") === "1";
  const matches = useMemo(() => matchesOf(search.query), [search.query]);
  const { tail, state } = useTail(search);
  const fault = faultOf(state.problem, search.query);
  return html`
    <${LogsFrame} search=${search} timed=${false} fill>
      <${QueryBar} search=${search} range=${range} fault=${fault}>
        <${LevelFilter} chosen=${search.severity} />
        <${WrapButton} />
      <//>
      ${state.status === "refused" && !fault && html`<${ProblemPanel} problem=${state.problem} />`}
      <${TailView} tail=${tail} state=${state} look=${{ matches, columns, wrapped }} />
    <//>
  `;
}
