import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useDark } from "../core/theme.js";
import { edgeElement, nodeElement } from "./elements.js";
import { DOWNWARDS, layOut, SIDEWAYS } from "./layout.js";
import { labelScale, rewrite } from "./lettering.js";
import { look } from "./look.js";
import { fit, frameFirst, reveal, zoom } from "./viewport.js";
import { ZoomButtons } from "./zoom-buttons.js";

const OPTIONS = {
  minZoom: 0.08,
  maxZoom: 2.5,
  boxSelectionEnabled: false,
  autounselectify: true,
  autoungrabify: true,
};
/** Names are written anew only when zooming has come to rest. */
const SETTLED_MILLIS = 150;
/** So many are not drawn while zooming. */
const MANY_EDGES = 200;

/**
 * The map itself. What it shows is also in the table, which the keyboard and screen readers reach.
 *
 * @param {{model: object, frame: string, narrow: boolean, chosen: string,
 *     matches: (node) => boolean, onChoose: (id: string) => void, stale: boolean}} props `frame` says
 *     what part of the graph it is; another one is laid out anew and fitted
 */
export function Graph({ model, frame, narrow, chosen, matches, onChoose, stale }) {
  const container = useRef(null);
  const shown = useRef({ frame: null, grain: null, places: new Map() });
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const [cy, setCy] = useState(null);
  const [scale, setScale] = useState(1);
  const dark = useDark();
  const grain = narrow ? DOWNWARDS : SIDEWAYS;

  useEffect(() => {
    let made = null;
    let left = false;
    let settling = 0;
    import("cytoscape").then(({ default: cytoscape }) => {
      if (left) return;
      made = cytoscape({ container: container.current, ...OPTIONS });
      made.on("tap", (event) => choose.current(event.target === made ? "" : event.target.id()));
      made.on("zoom", () => {
        clearTimeout(settling);
        hideEdges(made, made.edges().length > MANY_EDGES);
        settling = setTimeout(() => {
          hideEdges(made, false);
          setScale(labelScale(made.zoom()));
        }, SETTLED_MILLIS);
      });
      made.on("mouseover", "node, edge", () => (container.current.style.cursor = "pointer"));
      made.on("mouseout", "node, edge", () => (container.current.style.cursor = ""));
      setCy(made);
    });
    return () => {
      left = true;
      clearTimeout(settling);
      made?.destroy();
    };
  }, []);

  useEffect(() => {
    cy?.style().fromJson(look(dark)).update();
  }, [cy, dark]);

  useEffect(() => {
    if (!cy) return;
    const same = shown.current.frame === frame && shown.current.grain === grain;
    const places = layOut(
      model.nodes.map(({ id }) => id),
      model.edges,
      same ? shown.current.places : new Map(),
      grain,
    );
    show(cy, model, places, grain, scale);
    shown.current = { frame, grain, places };
    if (!same) {
      frameFirst(cy, narrow);
      setScale(labelScale(cy.zoom()));
    }
  }, [cy, model, frame, grain]);

  useEffect(() => cy && rewrite(cy, scale, grain), [cy, scale, grain]);

  useEffect(() => {
    if (cy && chosen) reveal(cy, chosen);
  }, [cy, chosen]);

  useEffect(() => {
    if (cy) emphasize(cy, chosen, new Set(model.nodes.filter(matches).map(({ id }) => id)));
  });

  return html`
    <div class="map-canvas" data-stale=${stale} data-drawn=${cy !== null}>
      <div
        class="map-drawing"
        ref=${container}
        role="img"
        aria-label=${t("map.label", { nodes: model.nodes.length, edges: model.edges.length })}
      />
      <${ZoomButtons} zoom=${(factor) => zoom(cy, factor)} fit=${() => fit(cy, narrow)} />
    </div>
  `;
}

/**
 * Of Cytoscape's option of that name, which would hide them from who follows one by dragging, too.
 */
function hideEdges(cy, hidden) {
  cy.renderer().hideEdgesOnViewport = hidden;
}

/** Changes what is drawn into the model, with what is the same left as it is. */
function show(cy, { nodes, edges }, places, grain, scale) {
  const elements = [
    ...nodes.map((node) => nodeElement(node, places.get(node.id), grain, scale)),
    ...edges.map((edge) =>
      edgeElement(edge, places.get(edge.source), places.get(edge.target), grain, scale),
    ),
  ];
  const wanted = new Set(elements.map(({ data }) => data.id));
  cy.batch(() => {
    cy.remove(cy.elements().filter((element) => !wanted.has(element.id())));
    for (const element of elements) {
      const known = cy.getElementById(element.data.id);
      if (known.empty()) {
        cy.add(element);
      } else {
        change(known, element);
      }
    }
  });
}

/** Each datum and place that is set costs, even if it is what it was. */
function change(known, { data, position }) {
  const were = known.data();
  if (Object.keys(data).some((field) => data[field] !== were[field])) known.data(data);
  if (!position) return;
  const { x, y } = known.position();
  if (x !== position.x || y !== position.y) known.position(position);
}

/** Fades what is neither chosen nor next to it, or does not match what is sought. */
function emphasize(cy, chosen, matching) {
  cy.batch(() => {
    const center = chosen ? cy.getElementById(chosen) : cy.collection();
    const around = center.isNode?.() ? center.closedNeighborhood() : center.union(center.connectedNodes());
    cy.elements().forEach((element) => {
      const near = center.empty() || around.contains(element);
      const found = element.isNode()
        ? matching.has(element.id())
        : matching.has(element.data("source")) || matching.has(element.data("target"));
      element.toggleClass("faded", !near || !found);
      element.toggleClass("chosen", element.same(center));
    });
  });
}
