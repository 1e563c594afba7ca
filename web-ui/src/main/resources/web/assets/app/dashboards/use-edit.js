import { useEffect, useMemo } from "preact/hooks";
import { faultsOf } from "../alert-rules/faults.js";
import { useChange } from "../controls/use-change.js";
import { createDashboard, fetchDashboard, replaceDashboard } from "../core/dashboard-api.js";
import { t } from "../core/i18n.js";
import { useKept } from "../core/kept.js";
import { guardLeaving } from "../core/router.js";
import { bodyOf, draftOf, emptyDraft } from "./draft.js";

/**
 * The writing of a dashboard.
 *
 * @typedef {object} Edit
 * @property {import("./draft.js").Draft} draft
 * @property {(part: object) => void} change
 * @property {number | null} open the key of the panel whose form is open
 * @property {(key: number) => void} toggle opens or closes a panel's form
 * @property {{at, text}} faults what the server has against the draft as it is
 */

/**
 * @param {object | null} stored what is there; null for a new one
 * @param {import("./draft.js").Draft | null} begun with what to begin at once, if so
 * @param {(saved) => void} onSaved
 */
export function useEdit(stored, begun, onSaved) {
  const [draft, setDraft] = useKept("draft", begun);
  const [before, setBefore] = useKept("before", stored); // what the draft was made of
  const [empty] = useKept("empty", () => emptyDraft(t("dashboards.unnamed")));
  const [open, setOpen] = useKept("open", begun?.panels.at(-1)?.key ?? null);
  const [refused, setRefused] = useKept("refused", null);
  const { busy, problem, run, forget } = useChange("dashboard");
  const dirty = draft !== null && textOf(draft) !== textOf(before ?? empty);
  const left = useGuard(dirty);

  const end = () => {
    forget();
    setDraft(null);
    setOpen(null);
  };
  const begin = (from) => {
    setBefore(from);
    setDraft(draftOf(from));
  };
  const save = async (etag = before?.etag) => {
    setRefused(draft);
    const body = bodyOf(draft);
    const saved = await run(() =>
      before === null ? createDashboard(body) : replaceDashboard(before.id, body, etag),
    );
    if (!saved) return;
    left();
    end();
    onSaved(saved);
  };
  const overwrite = async () => {
    const now = await run(() => fetchDashboard(before.id));
    if (now) await save(now.etag);
  };
  const reload = async () => {
    const now = await run(() => fetchDashboard(before.id));
    if (now) begin(now);
  };
  const errors = problem?.errors ?? [];
  const faults = useMemo(
    () => faultsOf(errors.filter(({ parameter }) => isAsRefused(parameter, refused, draft))),
    [problem, refused, draft],
  );
  const edit = draft && {
    draft,
    change: (part) => setDraft((old) => ({ ...old, ...part })),
    open,
    setOpen,
    toggle: (key) => setOpen((old) => (old === key ? null : key)),
    faults,
    dirty,
    busy,
    problem,
    isNew: before === null,
    save: () => save(),
    overwrite,
    reload,
    cancel: () => (!dirty || confirm(t("dashboards.unsaved"))) && end(),
  };
  return { edit, begin };
}

const textOf = (draft) => JSON.stringify(bodyOf(draft));

/** Ends the asking of the dashboard on show, in whichever language it is drawn by now. */
let endAsking = null;

/** Asks before what was written is lost. @returns {() => void} ends that at once */
function useGuard(dirty) {
  useEffect(() => {
    if (!dirty) return undefined;
    const onUnload = (event) => event.preventDefault();
    addEventListener("beforeunload", onUnload);
    const endGuard = guardLeaving(() => confirm(t("dashboards.unsaved")));
    const done = () => {
      removeEventListener("beforeunload", onUnload);
      endGuard();
    };
    endAsking = done;
    return done;
  }, [dirty]);
  return () => endAsking?.();
}

/** Whether what the server had against something still holds for what stands there. */
function isAsRefused(parameter, refused, draft) {
  if (refused === null || draft === null) return false;
  const keys = parameter.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
  const at = (whole) => JSON.stringify(keys.reduce((part, key) => part?.[key], whole));
  return at(refused) === at(draft);
}
