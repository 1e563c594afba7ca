import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useStore } from "../core/store.js";
import { LogDetails } from "../log-lines/details.js";
import { Line } from "../log-lines/line.js";
import { Lines, stepBetweenLines } from "../log-lines/lines.js";
import { Tail } from "./tail.js";

/** So near to its end, a list is at its end. */
const END_PIXELS = 24;

/** Follows what is searched for, as long as the component is there. */
export function useTail(search) {
  const tail = useMemo(() => new Tail(search), [JSON.stringify(search)]);
  useEffect(() => {
    tail.run();
    return () => tail.end();
  }, [tail]);
  return { tail, state: useStore(tail.state) };
}

/**
 * Lines as they come in, the newest below. It follows them as long as its end is in sight, and waits
 * while the reader looks further up.
 *
 * @param {{tail: Tail, state: import("./tail.js").TailState, look}} props
 */
export function TailView({ tail, state, look }) {
  return html`
    <${Bar} tail=${tail} state=${state} />
    <${Notices} state=${state} />
    <${Following} tail=${tail} state=${state} look=${look} />
  `;
}

function Bar({ tail, state: { status, paused, waiting, lines } }) {
  const shown = paused && status === "open" ? "paused" : status;
  return html`
    <div class="tail-bar">
      <span class="tail-status" data-status=${shown} role="status">
        <span class="tail-dot" />${t(`tail.status.${shown}`)}
      </span>
      <button
        type="button"
        class="button ${paused ? "primary" : ""}"
        onClick=${() => (paused ? tail.resume() : tail.pause())}
      >
        <${Icon} name=${paused ? "play" : "pause"} />
        ${paused ? t("tail.resume", { count: waiting }) : t("tail.pause")}
      </button>
      <button type="button" class="button" disabled=${lines.length === 0} onClick=${() => tail.clear()}>
        ${t("tail.clear")}
      </button>
      <span class="toolbar-note">${lines.length > 0 && t("tail.lines", { count: lines.length })}</span>
    </div>
  `;
}

/** What is missing from the lines on show. */
function Notices({ state: { status, dropped, skipped, losses, problem } }) {
  const notices = [
    status === "lost" && `${t("tail.lost")} ${problem?.title || problem?.detail || ""}`,
    status === "open" && losses > 0 && t("tail.gap", { count: losses }),
    dropped > 0 && t("tail.dropped", { count: dropped }),
    skipped > 0 && t("tail.skipped", { count: skipped }),
  ].filter(Boolean);
  if (notices.length === 0) return null;
  return html`
    <ul class="tail-notices" role="status">
      ${notices.map((notice) => html`<li key=${notice}><${Icon} name="warning" />${notice}</li>`)}
    </ul>
  `;
}

function Following({ tail, state: { lines, paused, waiting, status }, look }) {
  const box = useRef(null);
  const [open, setOpen] = useState(() => new Set());
  const byScrolling = useRef(false); // that it is paused
  useLayoutEffect(() => {
    if (!paused) box.current.scrollTop = box.current.scrollHeight;
  }, [lines, paused]);

  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    const atEnd = scrollHeight - scrollTop - clientHeight <= END_PIXELS;
    if (!atEnd && !tail.state.value.paused) {
      byScrolling.current = true;
      tail.pause();
    } else if (atEnd && tail.state.value.paused && byScrolling.current) {
      byScrolling.current = false;
      tail.resume();
    }
  };
  const now = useRef(open);
  now.current = open;
  const toggle = (id) => {
    const next = new Set(now.current);
    if (!next.delete(id)) {
      next.add(id);
      tail.pause();
    }
    setOpen(next);
  };
  return html`
    <div
      class="tail-lines log-scroll"
      role="log"
      aria-live="off"
      aria-label=${t("logs.tab.tail")}
      ref=${box}
      onScroll=${scrolled}
    >
      <${Lines} logs=${lines} look=${look}>
        <div
          class="log-list"
          role="list"
          onKeyDown=${(event) => stepBetweenLines(event, box.current)}
        >
          ${lines.map(
            (log) => html`
              <${Line}
                key=${log.id}
                log=${log}
                place=${null}
                open=${open.has(log.id)}
                toggle=${() => toggle(log.id)}
                ...${look}
                marked=${false}
              >
                <${LogDetails} log=${log} ...${look} />
              <//>
            `,
          )}
          ${lines.length === 0 &&
          status === "open" &&
          html`<p class="waiting"><span class="pulse" />${t("tail.waiting")}</p>`}
        </div>
      <//>
      ${paused &&
      waiting > 0 &&
      html`
        <button type="button" class="button primary tail-newest" onClick=${() => tail.resume()}>
          <${Icon} name="chevronDown" />${t("tail.newest", { count: waiting })}
        </button>
      `}
    </div>
  `;
}
