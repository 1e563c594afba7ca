import { followLogs } from "../core/log-api.js";
import { Problem } from "../core/problem.js";
import { Store } from "../core/store.js";

const MOST_LINES = 1000;
const MOST_WAITING = 5000;
const SHOW_EVERY_MILLIS = 200;
const WAIT_MILLIS = [1000, 2000, 5000, 10_000];

/**
 * Follows logs as they come in. What is on show, and what waits while the reader has stopped, is
 * bounded; what had to be left out is counted.
 *
 * @typedef {object} TailState
 * @property {"opening" | "open" | "lost" | "refused"} status
 * @property {object[]} lines the oldest first
 * @property {boolean} paused
 * @property {number} waiting lines that came while paused
 * @property {number} skipped lines that came while paused and are no longer kept
 * @property {number} dropped lines that the server left out
 * @property {number} losses how often the connection was lost
 * @property {Problem | null} problem why there is no connection
 */
export class Tail {
  /** @type {Store} of a TailState */
  state = new Store({
    status: "opening",
    lines: [],
    paused: false,
    waiting: 0,
    skipped: 0,
    dropped: 0,
    losses: 0,
    problem: null,
  });
  #conditions;
  #end = new AbortController();
  #incoming = [];
  #waiting = [];
  #timer = 0;

  /** @param {import("../core/log-api.js").Conditions} conditions */
  constructor(conditions) {
    this.#conditions = conditions;
  }

  /** Follows until it is ended, through losses of the connection. */
  async run() {
    for (let failures = 0; !this.#end.signal.aborted; failures++) {
      const listener = {
        onOpen: () => {
          failures = 0;
          this.#change({ status: "open", problem: null });
        },
        onLog: (log) => this.#receive(log),
        onDropped: (count) => this.#change({ dropped: this.state.value.dropped + count }),
      };
      const problem = await this.#follow(listener);
      if (this.#end.signal.aborted) return;
      if (problem !== null && problem.status >= 400 && problem.status < 500) {
        return this.#change({ status: "refused", problem });
      }
      this.#change({ status: "lost", problem, losses: this.state.value.losses + 1 });
      await this.#pause(WAIT_MILLIS[Math.min(failures, WAIT_MILLIS.length - 1)]);
    }
  }

  end() {
    this.#end.abort();
    clearTimeout(this.#timer);
  }

  pause() {
    this.#change({ paused: true });
  }

  /** What waited is shown, the newest of it if it is much. */
  resume() {
    const { lines } = this.state.value;
    const waited = this.#waiting;
    this.#waiting = [];
    this.#change({
      paused: false,
      waiting: 0,
      skipped: 0,
      lines: [...lines, ...waited].slice(-MOST_LINES),
    });
  }

  clear() {
    this.#waiting = [];
    this.#change({ lines: [], waiting: 0, skipped: 0, dropped: 0 });
  }

  /** @returns {Promise<Problem | null>} why it ended; null if the server ended it */
  async #follow(listener) {
    try {
      await followLogs(this.#conditions, listener, this.#end.signal);
      return null;
    } catch (error) {
      if (error instanceof Problem) return error;
      if (!this.#end.signal.aborted) reportError(error);
      return new Problem("unreadable");
    }
  }

  #receive(log) {
    this.#incoming.push(log);
    this.#timer ||= setTimeout(() => this.#show(), SHOW_EVERY_MILLIS);
  }

  #show() {
    this.#timer = 0;
    const incoming = this.#incoming.sort(byTime);
    this.#incoming = [];
    const { paused, lines, skipped } = this.state.value;
    if (!paused) return this.#change({ lines: [...lines, ...incoming].slice(-MOST_LINES) });
    const all = [...this.#waiting, ...incoming];
    this.#waiting = all.slice(-MOST_WAITING);
    this.#change({
      waiting: this.#waiting.length,
      skipped: skipped + all.length - this.#waiting.length,
    });
  }

  #pause(millis) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      this.#end.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #change(changes) {
    this.state.set({ ...this.state.value, ...changes });
  }
}

/** Records of one moment come service by service. */
const byTime = (a, b) => (a.timeUnixNano < b.timeUnixNano ? -1 : Number(a.timeUnixNano > b.timeUnixNano));
