import { useEffect, useState } from "preact/hooks";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { html } from "../core/html.js";
import { language, t } from "../core/i18n.js";
import { forget } from "../core/kept.js";
import { Problem } from "../core/problem.js";

const ROWS = 8;
const pages = new Map();

/** Loads the page of a route, unless it is there already. */
export async function loadPage(route) {
  if (!pages.has(route)) pages.set(route, (await route.module())[route.page]);
  return pages.get(route);
}

/** A page, or that it is on its way; with a way to try again if its module does not come. */
export function LoadedPage({ route, parameters }) {
  const [page, setPage] = useState(() => pages.get(route) ?? null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    if (page === null) {
      loadPage(route).then(
        (loaded) => left || setPage(() => loaded),
        (fault) => {
          if (!(fault instanceof TypeError)) reportError(fault); // else it did not come
          if (left) return;
          document.title = `${t("problem.unreachable")} · Spanstone`;
          setFailed(true);
        },
      );
    }
    return () => {
      left = true;
    };
  }, []);
  useEffect(() => {
    const { pathname } = location;
    const drawnIn = language();
    return () => {
      if (language() === drawnIn) forget(pathname);
    };
  }, []);
  if (page !== null) return html`<${page} ...${parameters} />`;
  // Not import() again: after an upgrade of the server, what is loaded does not go with it.
  const retry = () => location.reload();
  return html`
    <main class="page" id="main">
      ${failed
        ? html`<${ProblemPanel} problem=${new Problem("unreachable")} retry=${retry} />`
        : html`<${Skeleton} rows=${ROWS} />`}
    </main>
  `;
}
