import { html } from "../core/html.js";
import { setQuery, useUrl } from "../core/router.js";
import { Icon } from "./icon.js";

/** Narrows a list as one types; the text is the query's `filter`. */
export function FilterBox({ label }) {
  const text = useUrl().query.get("filter") ?? "";
  return html`
    <label class="filter-box">
      <${Icon} name="search" />
      <input
        type="search"
        placeholder=${label}
        aria-label=${label}
        value=${text}
        onInput=${(event) => setQuery({ filter: event.currentTarget.value }, { replace: true })}
      />
    </label>
  `;
}

/** Whether any of the texts holds the filter's words, all of them. */
export function useFilter() {
  const words = (useUrl().query.get("filter") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return (...texts) => {
    const text = texts.join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  };
}
