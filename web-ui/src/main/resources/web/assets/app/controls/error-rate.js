import { html } from "../core/html.js";
import { formatShare } from "../core/units.js";

const NOTICEABLE = 0.001;
const BAD = 0.01;

/** A share of failed calls, louder the larger it is. */
export function ErrorRate({ share }) {
  const level =
    share === 0 ? "none" : share < NOTICEABLE ? "low" : share < BAD ? "noticeable" : "bad";
  return html`<span class="error-rate" data-level=${level}>${formatShare(share)}</span>`;
}
