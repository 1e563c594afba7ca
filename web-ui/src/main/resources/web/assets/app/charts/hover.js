import { Store } from "../core/store.js";

/**
 * The time under the pointer, shared by all charts of a page: each draws its cross-hair there, and
 * the one that the pointer is on also says what it shows.
 *
 * @typedef {{time: number, chart: string}} Hover `chart` is the id of the chart pointed at
 */
export const hover = new Store(/** @type {Hover | null} */ (null));
