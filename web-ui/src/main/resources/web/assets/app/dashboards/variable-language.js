import { useMemo } from "preact/hooks";

const BUILT_IN = ["__interval", "__rate_interval", "__range"];
const BEGUN = /\$\{?\w*$/;

/**
 * A language in which names after `$` are completed with those of variables.
 *
 * @param {import("../editor/query-editor.js").Language} language
 */
export function useWithVariables(language, variables) {
  const names = [...variables.map(({ name }) => name).filter(Boolean), ...BUILT_IN];
  return useMemo(
    () => ({
      tokenize: language.tokenize,
      contextAt: (text, caret, asked) => {
        const begun = BEGUN.exec(text.slice(0, caret));
        return begun
          ? { what: "variable", from: begun.index, typed: begun[0] }
          : language.contextAt(text, caret, asked);
      },
      sourceOf: (context) =>
        context.what === "variable" ? "variable" : language.sourceOf(context),
      load: async (context, signal) =>
        context.what === "variable"
          ? names.map((name) => ({ text: `$${name}`, kind: "label", detail: "" }))
          : language.load(context, signal),
      insertionOf: (chosen, context, after) =>
        context.what === "variable" ? [chosen.text] : language.insertionOf(chosen, context, after),
    }),
    [language, names.join()],
  );
}
