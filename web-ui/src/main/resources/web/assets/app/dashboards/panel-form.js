import { useLayoutEffect, useRef } from "preact/hooks";
import { FormField } from "../controls/form-field.js";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { UNITS } from "../core/quantity.js";
import { LogQueryField, PromqlField } from "./query-fields.js";
import { ThresholdRows } from "./threshold-rows.js";

const TYPES = ["timeseries", "stat", "table", "logs"];
const WIDTHS = [3, 4, 6, 8, 9, 12];
const MOST_QUERIES = 10;

/** What one panel shows, below the panel itself. */
export function PanelForm({ panel, place, edit, metrics }) {
  const form = useRef(null);
  useLayoutEffect(() => form.current.querySelector("input")?.focus(), []);
  const path = `panels[${place}]`;
  const change = (part) =>
    edit.change({
      panels: edit.draft.panels.map((one) => (one.key === panel.key ? { ...one, ...part } : one)),
    });
  const field = (name, more = {}) => html`
    <${FormField}
      label=${t(`dashboards.panel.${name}`)}
      value=${String(panel[name])}
      onInput=${(text) => change({ [name]: text })}
      fault=${edit.faults.text(`${path}.${name}`)}
      ...${more}
    />
  `;
  const widths = WIDTHS.includes(Number(panel.width)) ? WIDTHS : [...WIDTHS, panel.width];
  const units = ["", ...Object.keys(UNITS)];
  const parts = { panel, path, edit, change, metrics };
  return html`
    <section class="board-form" ref=${form} aria-label=${t("dashboards.panel")}>
      <div class="form-row">
        ${field("title", { class: "grow" })}
        ${field("type", { choices: TYPES.map((one) => [one, t(`dashboards.type.${one}`)]) })}
        ${field("unit", { choices: units.map((one) => [one, t(`dashboards.unit.${one || "auto"}`)]) })}
        ${field("width", {
          choices: widths.map((one) => [String(one), t("dashboards.width", { columns: one })]),
        })}
        ${field("height", { type: "number" })}
      </div>
      ${field("description")}
      ${panel.type === "logs"
        ? html`<${LogQueryField} ...${parts} />`
        : html`
            <${Queries} ...${parts} />
            <${ThresholdRows} ...${parts} />
          `}
      <div class="form-buttons">
        <button type="button" class="button" onClick=${() => edit.toggle(panel.key)}>
          ${t("dashboards.panel.done")}
        </button>
      </div>
    </section>
  `;
}

function Queries({ panel, path, edit, change, metrics }) {
  const { queries } = panel;
  const set = (i, part) =>
    change({ queries: queries.map((one, j) => (i === j ? { ...one, ...part } : one)) });
  return html`
    <fieldset class="rule-part">
      <legend>${t("dashboards.queries")}</legend>
      <span class="field-error" role="status">${edit.faults.text(`${path}.queries`)}</span>
      ${queries.map(
        (query, i) => html`
          <div class="board-query" key=${i}>
            <${PromqlField}
              query=${query}
              place=${i}
              path="${path}.queries[${i}]"
              edit=${edit}
              metrics=${metrics}
              onChange=${(part) => set(i, part)}
            />
            <button
              type="button"
              class="icon-button"
              disabled=${queries.length === 1}
              aria-label=${t("dashboards.query.remove", { place: i + 1 })}
              title=${t("dashboards.query.remove", { place: i + 1 })}
              onClick=${() => change({ queries: queries.filter((_, j) => i !== j) })}
            >
              <${Icon} name="close" />
            </button>
          </div>
        `,
      )}
      ${queries.length < MOST_QUERIES &&
      html`
        <button
          type="button"
          class="quiet-button"
          onClick=${() => change({ queries: [...queries, { expr: "", legend: "" }] })}
        >
          <${Icon} name="plus" />${t("dashboards.query.add")}
        </button>
      `}
    </fieldset>
  `;
}
