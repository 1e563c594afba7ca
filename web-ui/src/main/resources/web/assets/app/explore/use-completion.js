import { useEffect, useMemo, useState } from "preact/hooks";
import { Problem } from "../core/problem.js";
import { choose, insertionOf, loadCandidates, sourceOf } from "./candidates.js";
import { contextAt } from "./context.js";

const CLOSED = { text: "", caret: -1, asked: false };
const NONE = { source: "", candidates: [], problem: null };

/**
 * Completion in a text field: what is offered, which of it is chosen, and how it is put in.
 *
 * @param {{current: HTMLTextAreaElement}} field
 * @param {import("./metrics.js").Metric[]} metrics
 * @param {() => {start, end}} bounds in which labels are looked for
 */
export function useCompletion(field, metrics, bounds) {
  const [place, setPlace] = useState(CLOSED);
  const [active, setActive] = useState(0);
  const [loaded, setLoaded] = useState(NONE);
  const context = useMemo(
    () => (place === CLOSED ? null : contextAt(place.text, place.caret, place.asked)),
    [place],
  );
  const source = sourceOf(context);

  useEffect(() => {
    if (context === null) return undefined;
    const abort = new AbortController();
    loadCandidates(context, metrics, bounds(), abort.signal).then(
      (candidates) => setLoaded({ source, candidates, problem: null }),
      (problem) => {
        if (abort.signal.aborted) return;
        if (!(problem instanceof Problem)) reportError(problem);
        setLoaded({ source, candidates: [], problem });
      },
    );
    return () => abort.abort();
  }, [source, metrics]);

  const fits = context !== null && loaded.source === source;
  const offered = fits ? choose(loaded.candidates, context) : [];
  const close = () => setPlace(CLOSED);
  const open = (asked = false) => {
    const { value, selectionStart: caret, selectionEnd } = field.current;
    setActive(0);
    setPlace(caret === selectionEnd ? { text: value, caret, asked } : CLOSED);
  };
  const accept = (candidate) => {
    const text = insertionOf(candidate, context, place.text.slice(place.caret));
    const caret = text.indexOf("|");
    field.current.focus();
    field.current.setSelectionRange(context.from, place.caret);
    // The old command, because it alone keeps what Undo knows.
    document.execCommand("insertText", false, text.replace("|", ""));
    const end = context.from + (caret < 0 ? text.length : caret);
    field.current.setSelectionRange(end, end);
    if (caret < 0) close();
    else open();
  };
  return {
    offered,
    active: Math.min(active, offered.length - 1),
    from: context?.from ?? 0,
    problem: fits ? loaded.problem : null,
    isOpen: fits && (offered.length > 0 || loaded.problem !== null),
    move: (by) => setActive((active + by + offered.length) % offered.length),
    open,
    close,
    accept,
  };
}
