import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { switchLanguage, t } from "../core/i18n.js";
import { switchTheme, useThemeChoice } from "../core/theme.js";

/** Colours and language: the two choices that belong to the reader, not to the view. */
export function Preferences() {
  const theme = useThemeChoice();
  const themeLabel = t("theme.label", { theme: t(`theme.${theme}`) });
  return html`
    <div class="preferences">
      <button
        type="button"
        class="icon-button"
        onClick=${switchTheme}
        title=${themeLabel}
        aria-label=${themeLabel}
      >
        <${Icon} name=${theme} />
      </button>
      <button
        type="button"
        class="quiet-button"
        onClick=${switchLanguage}
        lang=${t("language.other.code")}
      >
        <${Icon} name="language" />${t("language.other")}
      </button>
    </div>
  `;
}
