import { html } from "../core/html.js";
import { Page } from "../shell/page.js";

export function TracePage({ id }) {
  return html`<${Page} title=${id} />`;
}
