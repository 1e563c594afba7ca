import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useDark } from "../core/theme.js";
import { edgeElement, nodeElement } from "./elements.js";
import { layOut } from "./layout.js";
import { look } from "./look.js";
import { ZoomButtons } from "./zoom-buttons.js";

const OPTIONS = {
  minZoom: 0.08,
  maxZoom: 2.5,
  boxSelectionEnabled: false,
  autounselectify: true,
  autoungrabify: true,
};
const PADDING = 40;
const LARGEST_FITTED_ZOOM = 1.25;

/**
 * The map itself. What it shows is also in the table, which the keyboard and screen readers reach.
 *
 * @param {{model: object, frame: string, chosen: string, matches: (node) => boolean,
 *     onChoose: (id: string) => void, stale: boolean}} props `frame` says what part of the graph it
 *     is; another one is laid out anew and fitted
 */
export function Graph({ model, frame, chosen, matches, onChoose, stale }) {
  const container = useRef(null);
  const shown = useRef({ frame: null, places: new Map() });
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const [cy, setCy] = useState(null);
  const dark = useDark();

  useEffect(() => {
    let made = null;
    let left = false;
    import("cytoscape").then(({ default: cytoscape }) => {
      if (left) return;
      made = cytoscape({ container: container.current, ...OPTIONS });
      made.on("tap", (event) => choose.current(event.target === made ? "" : event.target.id()));
      made.on("mouseover", "node, edge", () => (container.current.style.cursor = "pointer"));
      made.on("mouseout", "node, edge", () => (container.current.style.cursor = ""));
      setCy(made);
    });
    return () => {
      left = true;
      made?.destroy();
    };
  }, []);

  useEffect(() => {
    cy?.style().fromJson(look(dark)).update();
  }, [cy, dark]);

  useEffect(() => {
    if (!cy) return;
    const same = shown.current.frame === frame;
    const places = layOut(
      model.nodes.map(({ id }) => id),
      model.edges,
      same ? shown.current.places : new Map(),
    );
    show(cy, model, places);
    shown.current = { frame, places };
    if (!same) fit(cy);
  }, [cy, model, frame]);

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
      <${ZoomButtons} zoom=${(factor) => zoom(cy, factor)} fit=${() => fit(cy)} />
    </div>
  `;
}

/** Changes what is drawn into the model, with what is the same left as it is. */
function show(cy, { nodes, edges }, places) {
  const elements = [
    ...nodes.map((node) => nodeElement(node, places.get(node.id))),
    ...edges.map((edge) => edgeElement(edge, places.get(edge.source), places.get(edge.target))),
  ];
  const wanted = new Set(elements.map(({ data }) => data.id));
  cy.batch(() => {
    cy.remove(cy.elements().filter((element) => !wanted.has(element.id())));
    for (const element of elements) {
      const known = cy.getElementById(element.data.id);
      if (known.empty()) {
        cy.add(element);
      } else {
        known.data(element.data);
        if (element.position) known.position(element.position);
      }
    }
  });
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

function fit(cy) {
  cy.resize();
  cy.fit(undefined, PADDING);
  if (cy.zoom() > LARGEST_FITTED_ZOOM) {
    cy.zoom(LARGEST_FITTED_ZOOM);
    cy.center();
  }
}

function zoom(cy, factor) {
  const renderedPosition = { x: cy.width() / 2, y: cy.height() / 2 };
  cy.zoom({ level: cy.zoom() * factor, renderedPosition });
}
