import { Popover } from "../controls/popover.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { slowerRule } from "./slower.js";

/** What the marks of the map mean. @param {{notCompared: boolean}} props */
export function Legend({ notCompared }) {
  const line = (mark, text) => html`
    <li>
      <i class="map-mark" data-mark=${mark} aria-hidden="true">${mark === "slower" && "↑ 3×"}</i>
      ${text}
    </li>
  `;
  return html`
    <${Popover} label=${t("map.legend")} title=${t("map.legend.title")} class="map-legend-button">
      ${() => html`
        <div class="map-legend">
          <h3>${t("map.legend.nodes")}</h3>
          <ul>
            ${line("good", t("map.legend.good"))} ${line("degraded", t("map.legend.degraded"))}
            ${line("failing", t("map.legend.failing"))} ${line("idle", t("map.legend.idle"))}
          </ul>
          <h3>${t("map.legend.edges")}</h3>
          <ul>
            ${line("edge", t("map.legend.edge"))} ${line("messages", t("map.legend.messages"))}
            ${line("edge-degraded", t("map.legend.degraded"))}
            ${line("edge-failing", t("map.legend.failing"))} ${line("slower", slowerRule())}
          </ul>
          ${notCompared && html`<p class="soft">${t("map.notCompared")}</p>`}
          <h3>${t("map.legend.breakers")}</h3>
          <ul>
            ${line("closed", t("map.legend.closed"))} ${line("half-open", t("map.legend.halfOpen"))}
            ${line("open", t("map.legend.open"))}
          </ul>
        </div>
      `}
    <//>
  `;
}
