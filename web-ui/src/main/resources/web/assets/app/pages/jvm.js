import { MarkingSwitch } from "../alert-marks/marking-switch.js";
import { useFirings, useMarking } from "../alert-marks/use-firings.js";
import { ChoiceField } from "../controls/choice-field.js";
import { EmptyState } from "../controls/empty-state.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { fetchSeries, quoted } from "../core/prometheus.js";
import { useResource } from "../core/resource.js";
import { setQuery, useUrl } from "../core/router.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { JvmPanel } from "../jvm/jvm-panel.js";
import { PANELS } from "../jvm/panels.js";
import { ServiceFrame } from "../service/frame.js";
import { useService } from "../service/use-service.js";
import { AttachAgent } from "./attach-agent.js";
import { WiderRange } from "./wider-range.js";

/** The JVMs of one service: memory, collections, threads, CPU, classes. */
export function JvmPage({ name: id }) {
  const range = useTimeRange();
  const { service } = useService(id, range);
  const instances = useResource(`${id} ${rangeKey(range)}`, (signal) =>
    fetchInstances(id, boundsOf(range), signal),
  );
  const { data, problem, retry, loading } = instances;
  return html`
    <${ServiceFrame} id=${id} title=${t("jvm.title", { service: id })} service=${service}>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data === null && !problem && html`<${Skeleton} rows=${8} />`}
      ${data?.length === 0 && html`<${NoMetrics} />`}
      ${data?.length > 0 && html`<${Panels} job=${id} instances=${data} range=${range} />`}
    <//>
  `;
}

async function fetchInstances(job, bounds, signal) {
  const series = await fetchSeries(`jvm_memory_used_bytes{job=${quoted(job)}}`, bounds, signal);
  return [...new Set(series.map(({ instance = "" }) => instance))].sort();
}

function Panels({ job, instances, range }) {
  const marking = useMarking();
  const alerts = useFirings({ range, service: job, on: marking.on });
  const asked = useUrl().query.get("instance");
  const chosen = instances.includes(asked) ? asked : null;
  const only = instances.length === 1 ? instances[0] : null;
  return html`
    <div class="view-bar">
      ${instances.length > 1 &&
      html`
        <${ChoiceField}
          label=${t("jvm.instance")}
          value=${chosen ?? ""}
          choices=${[
            ["", t("jvm.allInstances", { count: instances.length })],
            ...instances.map((one) => [one, one || t("jvm.unnamed")]),
          ]}
          onCommit=${(one) => setQuery({ instance: one })}
        />
      `}
      <${MarkingSwitch} ...${marking} ...${alerts} />
    </div>
    <div class="chart-grid">
      ${PANELS.map(
        (panel) => html`
          <${JvmPanel}
            key=${panel.key}
            panel=${panel}
            job=${job}
            instance=${chosen ?? only}
            range=${range}
            firings=${alerts.firings}
          />
        `,
      )}
    </div>
  `;
}

function NoMetrics() {
  return html`
    <${EmptyState} title=${t("jvm.none")} text=${t("jvm.none.text")}>
      <${WiderRange} />
      <${AttachAgent} />
    <//>
  `;
}
