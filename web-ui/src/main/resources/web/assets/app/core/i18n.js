import { Store, useStore } from "./store.js";

/**
 * The texts of the chosen language. A text may name values in braces ("{count} spans"); one with a
 * bar has two forms, for one and for other counts ("{count} span | {count} spans").
 */
const LANGUAGES = ["en", "zh"];
const state = new Store({ language: "en", texts: {} });

/** Must be awaited before the first drawing. */
export async function loadLanguage(language) {
  const { default: texts } = await import(`../../i18n/${language}.js`);
  document.documentElement.lang = language;
  state.set({ language, texts });
}

export async function switchLanguage() {
  const next = LANGUAGES[(LANGUAGES.indexOf(state.value.language) + 1) % LANGUAGES.length];
  await loadLanguage(next);
  try {
    localStorage.setItem("spanstone.language", next);
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
}

export function useLanguage() {
  return useStore(state).language;
}

export function language() {
  return state.value.language;
}

/** @throws {Error} for a text that does not exist, so that tests find it */
export function t(key, values = {}) {
  const text = state.value.texts[key];
  if (text === undefined) throw new Error(`no text ${key} in ${state.value.language}`);
  const forms = text.split(" | ");
  const form = forms.length > 1 && values.count !== 1 ? forms[1] : forms[0];
  return form.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? formatCount(values[name]) : String(values[name]),
  );
}

/** An integer with the language's grouping: 12,345. */
export function formatCount(count) {
  return numberFormat(state.value.language).format(count);
}

const formats = new Map();
function numberFormat(language) {
  if (!formats.has(language)) formats.set(language, new Intl.NumberFormat(language));
  return formats.get(language);
}
