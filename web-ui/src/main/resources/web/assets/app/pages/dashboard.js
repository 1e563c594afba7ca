import { useEffect, useMemo, useState } from "preact/hooks";
import { EmptyState } from "../controls/empty-state.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchDashboard } from "../core/dashboard-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useKept } from "../core/kept.js";
import { useResource } from "../core/resource.js";
import { navigate, pageHref, setQuery, useUrl } from "../core/router.js";
import { useTimeRange } from "../core/time-range.js";
import { BoardForm } from "../dashboards/board-form.js";
import { BoardGrid } from "../dashboards/board-grid.js";
import { draftOf, emptyDraft, newPanel } from "../dashboards/draft.js";
import { EditBar } from "../dashboards/edit-bar.js";
import { useEdit } from "../dashboards/use-edit.js";
import { useVariables } from "../dashboards/use-variables.js";
import { Variables } from "../dashboards/variables.js";
import { useCatalog } from "../explore/use-catalog.js";
import { Page } from "../shell/page.js";

const NO_METRICS = [];
const NEW = "new";

/** A dashboard; or a new one, to be written. */
export function DashboardPage({ id }) {
  return id === NEW ? html`<${Board} stored=${null} />` : html`<${StoredBoard} id=${id} />`;
}

function StoredBoard({ id }) {
  const resource = useResource(id, (signal) => fetchDashboard(id, signal));
  const { data, problem, retry, loading } = resource;
  if (data === null) {
    return html`
      <${Page} title=${t("dashboards.title")} timed>
        ${problem
          ? html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`
          : html`<${Skeleton} class="tall" rows=${6} />`}
      <//>
    `;
  }
  return html`<${Board} stored=${data} changed=${retry} />`;
}

/** @param {{stored: object | null, changed: () => void}} props null for a new one */
function Board({ stored, changed }) {
  const { query } = useUrl();
  const range = useTimeRange();
  const metrics = useCatalog(range).data ?? NO_METRICS;
  const [saved, setSaved] = useState(null); // what was saved here, until it is read again
  useEffect(() => setSaved(null), [stored]);
  const shown = saved ?? stored;
  const begun = useMemo(() => begunOf(stored, query), []);
  const { edit, begin } = useEdit(stored, begun, (now) => {
    if (stored === null) return navigate(pageHref(`/dashboards/${now.id}`));
    setSaved(now);
    changed();
  });
  const [opened, setOpened] = useKept("opened", false);
  useEffect(() => {
    if (!opened) setQuery(firstQuery(stored, query), { replace: true });
    setOpened(true);
  }, []);
  const board = edit?.draft ?? shown;
  const variables = useVariables(board, range);
  const cancel = () => (stored === null ? navigate(pageHref("/dashboards")) : edit.cancel());
  const heading = html`
    <a class="heading-back" href=${pageHref("/dashboards")}>${t("dashboards.title")}</a>${" / "}${board.name}
  `;
  const actions =
    edit === null &&
    html`
      <button type="button" class="button" onClick=${() => begin(shown)}>
        <${Icon} name="edit" />${t("dashboards.edit")}
      </button>
    `;
  return html`
    <${Page} title=${board.name} heading=${heading} actions=${actions} timed>
      ${board.description && !edit && html`<p class="note">${board.description}</p>`}
      ${edit && html`<${EditBar} edit=${edit} cancel=${cancel} /><${BoardForm} edit=${edit} />`}
      <${Variables} variables=${variables.variables} />
      ${variables.problem && html`<${ProblemPanel} ...${variables} />`}
      ${board.panels.length === 0 &&
      !edit &&
      html`<${EmptyState} title=${t("dashboards.empty")} text=${t("dashboards.empty.text")} />`}
      <${BoardGrid}
        board=${board}
        edit=${edit}
        variables=${variables}
        range=${range}
        metrics=${metrics}
      />
    <//>
  `;
}

/** What is written at once: of a new one, or where the explorer adds queries. */
function begunOf(stored, query) {
  const exprs = query.getAll("add");
  const added = exprs.length > 0 ? [newPanel(exprs)] : [];
  if (stored === null) return { ...emptyDraft(t("dashboards.unnamed")), panels: added };
  if (added.length === 0) return null;
  const draft = draftOf(stored);
  return { ...draft, panels: [...draft.panels, ...added] };
}

/** The time range with which the dashboard begins, unless another one was chosen. */
function firstQuery(stored, query) {
  const chosen = ["range", "start", "end"].some((name) => query.has(name));
  return {
    add: null,
    ...(stored?.range && !chosen ? { range: stored.range } : {}),
    ...(stored?.refresh && !query.has("refresh") ? { refresh: stored.refresh } : {}),
  };
}
