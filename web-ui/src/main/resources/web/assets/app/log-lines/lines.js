import { html } from "../core/html.js";
import { ColumnHeads } from "./column-heads.js";

/**
 * The frame of lines: what their columns are called, and how wide they are. Columns are chosen, or
 * one leads elsewhere.
 */
export function Lines({ logs, look: { columns, lead, wrapped }, children }) {
  const isToday = ({ time }) => new Date(time).toDateString() === new Date().toDateString();
  const today = [logs[0], logs.at(-1)].every((log) => log === undefined || isToday(log));
  return html`
    <div
      class="log-lines"
      data-today=${today}
      data-chosen=${columns.length > 0}
      data-lead=${lead !== undefined}
      data-wrapped=${wrapped}
      style=${{ "--columns": columns.length }}
    >
      <${ColumnHeads} columns=${columns} lead=${lead} />
      ${children}
    </div>
  `;
}

/** Up and down go from line to line. @param {HTMLElement} list that holds the lines */
export function stepBetweenLines(event, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !event.target.classList.contains("log-toggle")) return;
  const toggles = [...list.querySelectorAll(".log-toggle")];
  const next = toggles[toggles.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
