import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { watchSight } from "../controls/watch-sight.js";
import { html } from "../core/html.js";
import { setQuery, useUrl } from "../core/router.js";
import { LogDetails } from "./details.js";
import { Line } from "./line.js";
import { Lines, stepBetweenLines } from "./lines.js";

const CHUNK = 50;
const LINE_HEIGHT = 27;
const MARGIN = "1000px";
const MOST_OPEN = 20;

/**
 * Records, a line each. They are drawn in chunks, and only those in and near the window; of the
 * others their height is kept. Which are open is in the address.
 *
 * @param {{logs: object[], label: string, stale?: boolean, ...look}} props `look` goes to each Line
 */
export function LineList({ logs, label, stale = false, ...look }) {
  const list = useRef(null);
  const open = useUrl().query.getAll("log");
  const chunks = useMemo(
    () =>
      Array.from({ length: Math.ceil(logs.length / CHUNK) }, (_, i) =>
        logs.slice(i * CHUNK, (i + 1) * CHUNK),
      ),
    [logs],
  );
  const now = useRef(open);
  now.current = open;
  const toggle = (id) => {
    const { current } = now;
    const next = current.includes(id) ? current.filter((one) => one !== id) : [...current, id];
    setQuery({ log: next.slice(-MOST_OPEN) }, { replace: true });
  };
  return html`
    <${Lines} logs=${logs} look=${look}>
      <div
        class="log-list"
        role="list"
        aria-label=${label}
        data-stale=${stale}
        ref=${list}
        onKeyDown=${(event) => stepBetweenLines(event, list.current)}
      >
        ${chunks.map(
          (chunk, i) => html`
            <${Chunk}
              key=${i}
              logs=${chunk}
              first=${i * CHUNK}
              open=${open}
              toggle=${toggle}
              look=${look}
            />
          `,
        )}
      </div>
    <//>
  `;
}

function Chunk({ logs, first, open, toggle, look }) {
  const box = useRef(null);
  const height = useRef(logs.length * LINE_HEIGHT);
  const [near, setNear] = useState(first < CHUNK || logs.some(({ id }) => open.includes(id)));
  useEffect(() => {
    const seen = ({ isIntersecting, boundingClientRect }) => {
      if (!isIntersecting && boundingClientRect.height > 0) {
        height.current = boundingClientRect.height;
      }
      setNear(isIntersecting);
    };
    const root = box.current.closest(".log-scroll");
    return watchSight(box.current, seen, { root, rootMargin: MARGIN });
  }, []);
  if (!near) {
    return html`
      <div role="presentation" class="log-chunk" ref=${box} style=${{ height: `${height.current}px` }} />
    `;
  }
  return html`
    <div role="presentation" class="log-chunk" ref=${box}>
      ${logs.map(
        (log, i) => html`
          <${Line}
            key=${log.id}
            log=${log}
            place=${first + i}
            open=${open.includes(log.id)}
            toggle=${() => toggle(log.id)}
            ...${look}
            marked=${log.id === look.marked}
          >
            <${LogDetails} log=${log} ...${look} />
          <//>
        `,
      )}
    </div>
  `;
}
