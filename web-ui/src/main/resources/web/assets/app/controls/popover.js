import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../core/html.js";

/**
 * A button that opens a small panel below it. Escape, a press outside and a focus that moves on close
 * it; after Escape the button has the focus again. `children` is called with the function that closes
 * the panel.
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
  const left = ({ relatedTarget }) =>
    relatedTarget === null || root.current?.contains(relatedTarget) || setOpen(false);
  return html`
    <div class="popover" ref=${root} onKeyDown=${keyed} onFocusOut=${left}>
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
