import { html } from "../core/html.js";

/** Line drawings on a 16 × 16 grid; they take the text's colour. */
const PATHS = {
  services: "M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.7 5.1 8 8.2l5.3-3.1M8 8.2v5.8",
  instances: "M2 2.5h12v4.5H2zM2 9h12v4.5H2zM4.5 4.8h.1M4.5 11.3h.1M7.5 4.8h4M7.5 11.3h4",
  traces: "M1.8 3.5h9M4.5 8h6.5M7.5 12.5h6.7",
  alerts: "M3.5 11.5h9l-1.2-1.7V7a3.3 3.3 0 0 0-6.6 0v2.8zM6.7 13.6a1.4 1.4 0 0 0 2.6 0M8 3.7V2.2",
  silence: "M4.7 7a3.3 3.3 0 0 1 5.5-2.4M11.3 7.5v2.3l1.2 1.7h-9l1.2-1.7V7M6.7 13.6a1.4 1.4 0 0 0 2.6 0M2 2l12 12",
  status: "M1.5 8.5h3l2-5 3 9 2-4h3",
  explore: "M2 13.5h12M3.5 11V8m3 3V4.5m3 6.5V6.5m3 4.5V2.5",
  help: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11.2v.2",
  logs: "M2.5 2.5h11v11h-11zM5 5.5h6M5 8h6M5 10.5h3.5",
  patterns: "M2 3.5h7M11.5 3.5h2.5M2 8h3M7.5 8H14M2 12.5h7M11.5 12.5h2.5",
  around: "M2 3h12M2 13h12M2 6.5h12v3H2z",
  pause: "M5.5 3v10M10.5 3v10",
  play: "M4.5 2.8v10.4L13 8z",
  wrap: "M2 3.5h12M2 8h9.5a2.2 2.2 0 0 1 0 4.4H8M9.8 10.4 7.8 12.4l2 2M2 12.5h3",
  chart: "M2 2.5v11h12M4.5 10.5l3-4 2.5 2L13.5 4",
  table: "M2 3h12v10H2zM2 6.3h12M2 9.6h12M6.5 6.3V13",
  map: "M3.5 6a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM12.5 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5.5 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5.4 4.6l5.2 1.8M3.9 6l1.1 4M7.2 11l3.6-2.9",
  dashboards: "M2 2.5h5v6H2zM9 2.5h5V6H9zM2 11h5v2.5H2zM9 8.5h5v5H9z",
  edit: "m3 13 .6-2.8L11 2.8 13.2 5l-7.4 7.4zM9.5 4.3l2.2 2.2",
  upload: "M8 10.2V2.2m-3.2 3L8 2l3.2 3.2M2.5 13.5h11",
  earlier: "M13 8H3m4-4L3 8l4 4",
  later: "M3 8h10M9 4l4 4-4 4",
  minus: "M3 8h10",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  plus: "M8 3v10M3 8h10",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  book: "M3 2.5h8.5a1 1 0 0 1 1 1v10H4a1 1 0 0 1-1-1zM3 12.5a1 1 0 0 1 1-1.5h8.5M6 5.5h3.5",
  menu: "M2 4h12M2 8h12M2 12h12",
  close: "m3.5 3.5 9 9m0-9-9 9",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  check: "m2.8 8.5 3.4 3.5 7-8",
  chevronDown: "m4 6 4 4 4-4",
  chevronRight: "m6 4 4 4-4 4",
  chevronUp: "m4 10 4-4 4 4",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7 14 14",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.8",
  refresh: "M13.5 8A5.5 5.5 0 1 1 11.6 3.8M13.5 1.8v3h-3",
  system: "M2 3h12v8H2zM5.5 13.5h5",
  light:
    "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
  dark: "M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2z",
  language:
    "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM2 8h12M8 2c2 1.8 2.6 3.8 2.6 6S10 12.2 8 14c-2-1.8-2.6-3.8-2.6-6S6 3.8 8 2z",
  download: "M8 2v8m-3.2-3L8 10.2 11.2 7M2.5 13.5h11",
  filter: "M2 3.5h12L9.5 8.8v4.2l-3-1.5V8.8z",
  warning: "M8 2.2 14.5 13.5h-13zM8 6.5v3.2M8 11.4v.6",
  expandAll: "m4 6.5 4-4 4 4M4 9.5l4 4 4-4",
  collapseAll: "m4 2.5 4 4 4-4M4 13.5l4-4 4 4",
  path: "M1.5 12.5h4v-4h5v-5h4",
  link: "M6.5 9.5 9.5 6.5M7 4.5l1.3-1.3a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.3 1.3a3.2 3.2 0 0 1-4.5-4.5L4.5 7",
};

/** @param {{name: keyof typeof PATHS}} props */
export function Icon({ name }) {
  return html`
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]} /></svg>
  `;
}
