import { useEffect, useRef } from "preact/hooks";
import { EmptyState } from "../controls/empty-state.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { ServiceName } from "../controls/service-name.js";
import { Skeleton } from "../controls/skeleton.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { fetchLogContext } from "../core/log-api.js";
import { useResource } from "../core/resource.js";
import { setQuery, useUrl } from "../core/router.js";
import { LineList } from "../log-lines/line-list.js";

const FIRST = 25;
const MOST = 500;

/** What the same instance logged before and after one line, the oldest first as in a file. */
export function Around({ id, ...look }) {
  const { query } = useUrl();
  const [before, after] = ["before", "after"].map((side) => countOf(query.get(side)));
  const { data, problem, retry, loading, stale } = useResource(`${id} ${before} ${after}`, (signal) =>
    fetchLogContext({ id, before, after }, signal),
  );
  const close = () => setQuery({ around: null, before: null, after: null, log: null });
  const grow = (side, count) => setQuery({ [side]: Math.min(MOST, count * 4) }, { replace: true });
  if (problem?.status === 404) {
    return html`
      <${EmptyState} title=${t("logs.around.gone")} text=${problem.detail}>
        <button type="button" class="button" onClick=${close}>${t("logs.around.back")}</button>
      <//>
    `;
  }
  return html`
    <section class="log-around" aria-label=${t("logs.around")}>
      <div class="log-around-head">
        <button type="button" class="button" onClick=${close}>
          <${Icon} name="close" />${t("logs.around.back")}
        </button>
        ${data &&
        html`
          <p class="soft">
            ${t("logs.around.of")} <${ServiceName} id=${data.log.service} />
            ${data.log.instance && html`<code>${data.log.instance}</code>`}
            ${!data.complete && t("figure.incomplete")}
          </p>
        `}
      </div>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`
            <${More} side="before" got=${data.before.length} asked=${before} grow=${grow} />
            <${Lines} data=${data} stale=${stale} look=${look} />
            <${More} side="after" got=${data.after.length} asked=${after} grow=${grow} />
          `
        : !problem && html`<${Skeleton} rows=${12} />`}
    </section>
  `;
}

function Lines({ data, stale, look }) {
  const box = useRef(null);
  const { id } = data.log;
  useEffect(() => {
    box.current.querySelector("[data-marked=true] .log-line")?.scrollIntoView({ block: "center" });
  }, [id]);
  return html`
    <div ref=${box}>
      <${LineList}
        logs=${[...data.before, data.log, ...data.after]}
        label=${t("logs.around")}
        stale=${stale}
        ...${look}
        marked=${id}
      />
    </div>
  `;
}

function More({ side, got, asked, grow }) {
  if (got < asked) return html`<p class="log-end">${t(`logs.around.${side}.end`)}</p>`;
  if (asked >= MOST) return null;
  return html`
    <p class="log-end">
      <button type="button" class="quiet-button" onClick=${() => grow(side, asked)}>
        <${Icon} name=${side === "before" ? "chevronUp" : "chevronDown"} />
        ${t(`logs.around.${side}`)}
      </button>
    </p>
  `;
}

function countOf(text) {
  const count = Number(text ?? FIRST);
  return Number.isInteger(count) && count > 0 && count <= MOST ? count : FIRST;
}
