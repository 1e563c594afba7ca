import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../core/html.js";

/**
 * A button that opens a small panel below it. Escape and a press outside close it, and the button
 * gets the focus back. `children` is called with the function that closes the panel.
 */
export function Popover({ label, class: name = "", title, children }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  const close = () => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };

  useEffect(() => {
    if (!open) return undefined;
    const pressed = (event) => root.current?.contains(event.target) || setOpen(false);
    addEventListener("pointerdown", pressed);
    return () => removeEventListener("pointerdown", pressed);
  }, [open]);

  const keyed = (event) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    close();
  };
  return html`
    <div class="popover" ref=${root} onKeyDown=${keyed}>
      <button
        type="button"
        class="button ${name}"
        title=${title}
        aria-haspopup="dialog"
        aria-expanded=${open}
        onClick=${() => setOpen(!open)}
      >
        ${label}
      </button>
      ${open &&
      html`
        <div class="popover-panel" role="dialog" aria-label=${title}>${children(close)}</div>
      `}
    </div>
  `;
}
