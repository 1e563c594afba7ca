import { useLayoutEffect, useRef } from "preact/hooks";

const FIELD = "input, select, textarea";

/**
 * Moves the focus into a form that a press has opened, and back to what was pressed when it closes.
 * Before the form is painted, so that nobody who types at once is moved.
 *
 * @returns the ref of the form
 */
export function useFocusIn() {
  const form = useRef(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    if (!(opener instanceof HTMLButtonElement)) return undefined; // drawn anew, in another language
    form.current.querySelector(FIELD)?.focus();
    return () => {
      // Of a button that was pressed and switched off, the body has the focus.
      const { activeElement, body } = document;
      if (activeElement === body || form.current?.contains(activeElement)) opener.focus();
    };
  }, []);
  return form;
}
