import { useMemo } from "preact/hooks";
import { Icon } from "../controls/icon.js";
import { ServiceName } from "../controls/service-name.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatInstant, formatInstantFully } from "../core/units.js";
import { columnText } from "./columns.js";
import { levelOf } from "../log-query/levels.js";
import { Marked, messageOf } from "./message.js";

/** What does not fit on a line of any screen. */
const SHOWN_CHARACTERS = 600;

/**
 * One record on one line. A click on it, or its button, opens it.
 *
 * @param {{log, place: number | null, open: boolean, toggle: () => void, matches: RegExp | null,
 *     columns: string[], lead?: {title: string, of: (log) => any}, wrapped: boolean,
 *     marked: boolean, children}} props `place` counts from 0, if lines keep theirs; `toggle` must do
 *     the same as long as the log is the same; `lead` is a column of its own before the others;
 *     `children` is what shows below when the line is open
 */
export function Line(props) {
  const { log, place, open, matches, columns, lead, wrapped, marked } = props;
  // Of many lines few change: those that are closed are drawn again only for what shows of them.
  const closed = useMemo(
    () => draw(props),
    [log, place, open, matches, columns.join("\n"), lead, wrapped, marked],
  );
  return open ? draw(props) : closed;
}

function draw({ log, place, open, toggle, matches, columns, lead, wrapped, marked, children }) {
  const level = levelOf(log);
  const message = messageOf(log);
  const type = log.attributes["exception.type"];
  const clicked = () => getSelection().isCollapsed && toggle();
  return html`
    <div
      class="log"
      role="listitem"
      aria-posinset=${place === null ? null : place + 1}
      aria-setsize=${place === null ? null : -1}
      data-level=${level}
      data-open=${open}
      data-marked=${marked}
      data-log=${log.id}
    >
      <div class="log-line" onClick=${clicked}>
        <button
          type="button"
          class="log-toggle"
          aria-expanded=${open}
          aria-label=${t(open ? "logs.close" : "logs.open")}
          onClick=${(event) => {
            event.stopPropagation();
            toggle();
          }}
        >
          <${Icon} name=${open ? "chevronDown" : "chevronRight"} />
        </button>
        <time class="log-time" title=${formatInstantFully(log.time)}>${formatInstant(log.time)}</time>
        <span class="log-level" data-level=${level}>${log.severity ?? "–"}</span>
        <${ServiceName} id=${log.service} label=${shortName(log.service)} />
        ${lead && html`<span class="log-lead">${lead.of(log)}</span>`}
        ${columns.map((name) => {
          const text = columnText(log, name);
          return html`<span class="log-column" key=${name} title=${text}>${text}</span>`;
        })}
        <span class="log-message">
          <${Marked}
            text=${wrapped ? message : message.slice(0, SHOWN_CHARACTERS)}
            matches=${matches}
          />
          ${type && html`<span class="log-exception">${String(type)}</span>`}
        </span>
      </div>
      ${open && children}
    </div>
  `;
}

/** Without the namespace, which its title has. */
function shortName(id) {
  return id.slice(id.indexOf("/") + 1);
}
