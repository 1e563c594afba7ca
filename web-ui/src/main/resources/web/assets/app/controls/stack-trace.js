import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { CopyButton } from "./copy-button.js";

const FRAME = /^\s*(at |\.\.\. |File "|in )/;
const CAUSE = /^\s*(?:Caused by|Suppressed): (.*)$/;

/** Frames of the platform and of frameworks; what is to be mended is rarely there. */
const FOREIGN =
  /^\s*at (?:java|javax|jakarta|jdk|sun|kotlin|scala|org\.(?:springframework|apache|eclipse\.jetty|hibernate)|io\.(?:netty|undertow|opentelemetry)|com\.(?:sun|zaxxer))\./;

/**
 * A stack trace. The messages stand out from the frames, and the frames of one's own code from those
 * of others; a `chain` of causes is told above it.
 */
export function StackTrace({ text, chain = false }) {
  const lines = text.trimEnd().split("\n");
  return html`
    ${chain && html`<${Causes} lines=${lines} />`}
    <div class="stack-box">
      <pre class="stack" tabindex="0">${lines.map(
        (line) => html`<span class=${classOf(line)}>${line}${"\n"}</span>`,
      )}</pre>
      <${CopyButton} text=${text} label=${t("copy.value")} />
    </div>
  `;
}

function classOf(line) {
  if (!FRAME.test(line)) return "cause";
  return FOREIGN.test(line) ? "frame foreign" : "frame";
}

/** What was caused by what, down to the root. */
function Causes({ lines }) {
  const causes = lines.map((line) => CAUSE.exec(line)?.[1]).filter(Boolean);
  if (causes.length === 0) return null;
  return html`
    <ol class="causes">
      ${causes.map((cause, i) => html`<li key=${i}><span>${t("logs.causedBy")}</span> ${cause}</li>`)}
    </ol>
  `;
}
