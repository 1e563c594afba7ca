import { Icon } from "../controls/icon.js";
import { Segments } from "../controls/segments.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery, useUrl } from "../core/router.js";

const DEPTHS = ["1", "2", "3"];

/**
 * What part of the graph the address asks for: all, what is around a node, or around an operation
 * of a service.
 *
 * @returns {{focus: string, operation: string, depth: string}}
 */
export function useFocus() {
  const { query } = useUrl();
  const focus = query.get("focus") ?? "";
  const depth = query.get("depth");
  return {
    focus,
    operation: focus ? (query.get("operation") ?? "") : "",
    depth: DEPTHS.includes(depth) ? depth : DEPTHS[0],
  };
}

/** What the API is asked for that part. */
export function around({ focus, operation, depth }) {
  if (!focus) return {};
  return operation ? { service: focus, operation } : { service: focus, depth };
}

/** Says what part it is, and leads back to more of it. */
export function Focus({ focus, operation, depth }) {
  const name = operation ? `${focus} · ${operation}` : focus;
  return html`
    <span class="map-focus">
      <span class="map-focus-name" title=${name}>${t("map.around", { node: name })}</span>
      ${operation
        ? html`
            <button type="button" class="button" onClick=${() => setQuery({ operation: null })}>
              ${t("map.allOperations")}
            </button>
          `
        : html`
            <${Segments}
              label=${t("map.depth")}
              value=${depth}
              choices=${DEPTHS.map((choice) => [choice, choice])}
              onChoose=${(choice) => setQuery({ depth: choice })}
            />
          `}
      <button
        type="button"
        class="icon-button"
        aria-label=${t("map.unfocus")}
        title=${t("map.unfocus")}
        onClick=${() => setQuery({ focus: null, operation: null, depth: null })}
      >
        <${Icon} name="close" />
      </button>
    </span>
  `;
}
