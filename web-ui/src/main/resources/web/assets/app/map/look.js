import { cssColor } from "../charts/colors.js";

/** How the map's nodes and edges are drawn. White drawings on them say what a node is. */
const HEALTH = {
  good: "--good",
  degraded: "--series-2",
  failing: "--error-mark",
  idle: "--text-faint",
};
const SLOWER = "--slower";
/** The caller's end of an edge says what its breaker does: passes, tests, or refuses calls. */
const BREAKER = {
  closed: { "source-arrow-shape": "circle", color: "--good" },
  half_open: { "source-arrow-shape": "diamond", color: "--series-2" },
  open: { "source-arrow-shape": "square", color: "--error-mark" },
};
const FILL = {
  service: "--map-service",
  database: "--map-database",
  messaging: "--map-messaging",
  external: "--map-external",
};

/** @param {boolean} dark */
export function look(dark) {
  const color = (variable) => cssColor(variable, dark);
  const byValue = (selector, field, property, variables) =>
    Object.entries(variables).map(([value, variable]) => ({
      selector: `${selector}[${field} = "${value}"]`,
      style: { [property]: color(variable) },
    }));
  return [
    {
      selector: "node",
      style: {
        width: 40,
        height: 40,
        "border-width": 4,
        "background-fit": "none",
        "background-width": 20,
        "background-height": 20,
        "background-image": (node) => `/assets/map/${node.data("type")}.svg`,
        label: "data(label)",
        color: color("--text"),
        "font-family": getComputedStyle(document.body).fontFamily,
        "font-size": "data(font)",
        "font-weight": 500,
        "text-valign": "bottom",
        "text-margin-y": 7,
        "text-wrap": "ellipsis",
        "text-max-width": "data(room)",
        "text-background-color": color("--canvas"),
        "text-background-opacity": 0.85,
        "text-background-padding": 2,
        "min-zoomed-font-size": 5,
        "overlay-opacity": 0,
      },
    },
    { selector: 'node[guard != ""]', style: { "text-wrap": "wrap", "font-weight": 600 } },
    { selector: 'node[type = "database"]', style: { shape: "barrel" } },
    { selector: 'node[type = "messaging"]', style: { shape: "round-rectangle", width: 52 } },
    { selector: 'node[type = "external"]', style: { shape: "round-hexagon", width: 46 } },
    ...byValue("node", "type", "background-color", FILL),
    ...byValue("node", "health", "border-color", HEALTH),
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "curve-style": "bezier",
        "control-point-step-size": 46,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.9,
        "line-color": color("--line-strong"),
        "target-arrow-color": color("--line-strong"),
        label: "data(says)",
        color: color("--text-soft"),
        "font-family": getComputedStyle(document.body).fontFamily,
        "font-size": "data(font)",
        "text-wrap": "wrap",
        "text-background-color": color("--canvas"),
        "text-background-opacity": 0.9,
        "text-background-padding": 2,
        "min-zoomed-font-size": 8,
        "overlay-opacity": 0,
      },
    },
    {
      selector: "edge[bend != 0]",
      style: { "curve-style": "unbundled-bezier", "control-point-distances": "data(bend)" },
    },
    { selector: "edge:loop", style: { "curve-style": "bezier", "loop-direction": "-45deg" } },
    { selector: 'edge[type = "messaging"]', style: { "line-style": "dashed" } },
    {
      selector: "edge[?slower]",
      style: { "line-color": color(SLOWER), "target-arrow-color": color(SLOWER) },
    },
    ...["degraded", "failing"].map((health) => ({
      selector: `edge[health = "${health}"]`,
      style: { "line-color": color(HEALTH[health]), "target-arrow-color": color(HEALTH[health]) },
    })),
    ...Object.entries(BREAKER).map(([guard, { color: variable, ...shape }]) => ({
      selector: `edge[guard = "${guard}"]`,
      style: { ...shape, "source-arrow-color": color(variable), "arrow-scale": 1.2 },
    })),
    { selector: "edge[?loud]", style: { color: color("--text"), "font-weight": 600 } },
    {
      selector: "node.chosen",
      style: {
        "underlay-color": color("--accent"),
        "underlay-opacity": 0.25,
        "underlay-padding": 8,
        "underlay-shape": "ellipse",
      },
    },
    {
      selector: "edge.chosen",
      style: { "underlay-color": color("--accent"), "underlay-opacity": 0.25, "underlay-padding": 4 },
    },
    { selector: ".faded", style: { opacity: 0.18 } },
  ];
}
