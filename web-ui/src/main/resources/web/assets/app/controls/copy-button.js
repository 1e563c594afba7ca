import { useEffect, useState } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { Icon } from "./icon.js";

const CONFIRMED_MILLIS = 1500;

/** Puts a text on the clipboard and says so for a moment. */
export function CopyButton({ text, label, icon = "copy" }) {
  const [outcome, setOutcome] = useState(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), CONFIRMED_MILLIS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = () =>
    copyText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("copyFailed"),
    );
  const title = outcome === null ? label : t(`copy.${outcome}`);
  return html`
    <button
      type="button"
      class="icon-button copy"
      onClick=${copy}
      title=${title}
      aria-label=${label}
    >
      <${Icon} name=${outcome === null ? icon : outcome === "copied" ? "check" : "warning"} />
      <span class="visually-hidden" role="status">${outcome === null ? "" : title}</span>
    </button>
  `;
}

async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  return copyBySelection(text);
}

/** Plain HTTP from another host has no clipboard interface, only the old command. */
function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("the browser refused to copy");
}
