import { MarkingSwitch } from "../alert-marks/marking-switch.js";
import { useFirings, useMarking } from "../alert-marks/use-firings.js";
import { FilterBox } from "../controls/filter-box.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchOperations } from "../core/api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { ErrorLogs } from "../service/error-logs.js";
import { Figures } from "../service/figures.js";
import { ServiceFrame } from "../service/frame.js";
import { OperationList } from "../service/operations.js";
import { RedCharts } from "../service/red-charts.js";
import { useService } from "../service/use-service.js";
import { ViewBar } from "../service/view-bar.js";
import { useView } from "../service/view.js";
import { WiderRange } from "./wider-range.js";

/**
 * One service: its figures, how they went over time, and its operations.
 *
 * @param {{name: string}} props its id, or its name alone
 */
export function ServicePage({ name: id }) {
  const range = useTimeRange();
  const view = useView();
  const marking = useMarking();
  const alerts = useFirings({ range, service: id, on: marking.on });
  const key = `${id} ${rangeKey(range)}`;
  const services = useService(id, range);
  const operations = useResource(key, (signal) => fetchOperations(id, boundsOf(range), signal));
  const { data, problem, retry, loading, stale } = operations;
  const { service } = services;
  return html`
    <${ServiceFrame} id=${id} title=${id} service=${service}>
      <${Figures} service=${service} stale=${services.stale} loading=${services.data === null}>
        <${ErrorLogs} id=${id} range=${range} />
      <//>
      <${ViewBar} ...${view}><${MarkingSwitch} ...${marking} ...${alerts} /><//>
      <${RedCharts} id=${id} range=${range} firings=${alerts.firings} ...${view} />
      <div class="toolbar">
        <h2>${t("service.operations")}</h2>
        <span class="toolbar-note" role="status">
          ${data?.complete === false && t("figure.incomplete")}
        </span>
        <${FilterBox} label=${t("service.filter")} />
      </div>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`
            <${OperationList}
              service=${id}
              operations=${data.operations}
              chosen=${view.operation}
              stale=${stale}
              wider=${html`<${WiderRange} />`}
            />
          `
        : !problem && html`<${Skeleton} rows=${8} />`}
    <//>
  `;
}
