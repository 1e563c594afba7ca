import { useEffect, useMemo, useState } from "preact/hooks";
import { Problem } from "../core/problem.js";
import { choose } from "./choose.js";

const CLOSED = { text: "", caret: -1, asked: false };
const NONE = { source: "", candidates: [], problem: null };

/**
 * Completion in a text field: what is offered, which of it is chosen, and how it is put in.
 *
 * @param {{current: HTMLTextAreaElement}} field
 * @param {import("./query-editor.js").Language} language
 */
export function useCompletion(field, language) {
  const [place, setPlace] = useState(CLOSED);
  const [active, setActive] = useState(0);
  const [loaded, setLoaded] = useState(NONE);
  const context = useMemo(
    () => (place === CLOSED ? null : language.contextAt(place.text, place.caret, place.asked)),
    [place, language],
  );
  const source = context === null ? "" : language.sourceOf(context);

  useEffect(() => {
    if (context === null) return undefined;
    const abort = new AbortController();
    language.load(context, abort.signal).then(
      (candidates) => setLoaded({ source, candidates, problem: null }),
      (problem) => {
        if (abort.signal.aborted) return;
        if (!(problem instanceof Problem)) reportError(problem);
        setLoaded({ source, candidates: [], problem });
      },
    );
    return () => abort.abort();
  }, [source, language]);

  const fits = context !== null && loaded.source === source;
  const offered = fits ? choose(loaded.candidates, context) : [];
  const close = () => setPlace(CLOSED);
  const open = (asked = false) => {
    const { value, selectionStart: caret, selectionEnd } = field.current;
    setActive(0);
    setPlace(caret === selectionEnd ? { text: value, caret, asked } : CLOSED);
  };
  const accept = (candidate) => {
    const after = place.text.slice(place.caret);
    const [before, behind] = language.insertionOf(candidate, context, after);
    field.current.focus();
    field.current.setSelectionRange(context.from, place.caret);
    // The old command, because it alone keeps what Undo knows.
    document.execCommand("insertText", false, before + (behind ?? ""));
    const end = context.from + before.length;
    field.current.setSelectionRange(end, end);
    if (behind === undefined) close();
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
