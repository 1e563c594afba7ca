import { html } from "../core/html.js";

/** What is wrong with a query and what to do. @param {{fault: import("./query-editor.js").Fault}} props */
export function FaultText({ fault }) {
  const { line, column, message, hint } = fault;
  return html`
    <p class="query-fault" role="alert">
      <span class="query-fault-place">${line > 1 ? `${line}:${column}` : column}</span>
      <span>${message}${hint && html`<span class="query-fault-hint">${hint}</span>`}</span>
    </p>
  `;
}
