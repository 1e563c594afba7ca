import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useUrl } from "../core/router.js";
import { setSearch } from "../log-query/search.js";
import { stateOf, withoutTerm, withTerm } from "../log-query/terms.js";
import { toggleColumn } from "./columns.js";

/** Search for a term, or leave out what meets it; once more takes it back. */
export function TermButtons({ term }) {
  const query = useUrl().query.get("query") ?? "";
  const state = stateOf(query, term);
  const button = (wanted, negated, icon) => {
    const on = state === wanted;
    const label = t(`logs.${wanted}`, { term });
    return html`
      <button
        type="button"
        class="icon-button"
        aria-pressed=${on}
        aria-label=${label}
        title=${label}
        onClick=${() => setSearch({ query: on ? withoutTerm(query, term) : withTerm(query, term, negated) })}
      >
        <${Icon} name=${icon} />
      </button>
    `;
  };
  return html`${button("included", false, "plus")}${button("excluded", true, "minus")}`;
}

export function ColumnButton({ name, columns }) {
  const on = columns.includes(name);
  const label = t(on ? "logs.column.remove" : "logs.column.add", { name });
  return html`
    <button
      type="button"
      class="icon-button"
      aria-pressed=${on}
      aria-label=${label}
      title=${label}
      onClick=${() => toggleColumn(columns, name)}
    >
      <${Icon} name="table" />
    </button>
  `;
}
