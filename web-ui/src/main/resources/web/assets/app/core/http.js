import { answers } from "./answers.js";
import { EventReader } from "./event-reader.js";
import { Problem } from "./problem.js";
import { ShapeError } from "./shape.js";

/**
 * Every request the pages make goes through here. An answer is either checked data, or a Problem;
 * a request whose `signal` is aborted throws that signal's AbortError and nothing else.
 */
const TIMEOUT_MILLIS = 30_000;

/** A stream that says nothing for so long, not even that it is still there, is broken. */
const SILENCE_MILLIS = 12_000;

const NO_CONTENT = 204;

/** @param {object} parameters of the query; what is null, undefined or empty is left out */
export async function getJson(address, parameters, shape, signal) {
  const response = await get(address, parameters, "application/json", signal);
  return checked(await reading(() => response.json(), signal), shape);
}

function checked(body, shape) {
  try {
    return shape(body);
  } catch (error) {
    if (error instanceof ShapeError) throw new Problem("unreadable", { detail: error.message });
    throw error;
  }
}

/**
 * Changes something there. What is sent is JSON; an answer without content is null.
 *
 * @param {"POST" | "PUT" | "DELETE"} method
 * @param {{parameters?: object, body?: object, etag?: string}} change `etag` of what was seen, for
 *     changes that must not overwrite another's
 */
export async function sendJson(method, address, change, shape, signal) {
  const { parameters = {}, body, etag = "" } = change;
  const response = await exchange(address, parameters, signal, withTimeout(signal), {
    method,
    headers: {
      Accept: "application/json",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(etag ? { "If-Match": etag } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (response.status === NO_CONTENT) return null;
  return checked(await reading(() => response.json(), signal), shape);
}

/** What stands there, as it can be sent back, and the ETag to send with it. */
export async function getTagged(address, shape, signal) {
  const response = await get(address, {}, "application/json", signal);
  const body = await reading(() => response.json(), signal);
  return { ...checked(body, shape), etag: response.headers.get("ETag") ?? "" };
}

export async function getFile(address, type, signal) {
  const response = await get(address, {}, type, signal);
  return reading(() => response.blob(), signal);
}

/**
 * Reads server-sent events until the server ends them.
 *
 * @param {{onOpen: () => void, onEvent: (name: string, data: string) => void}} listener
 */
export async function followEvents(address, parameters, listener, signal) {
  const silence = new AbortController();
  let timer = 0;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new DOMException("", "TimeoutError")), SILENCE_MILLIS);
  };
  heard();
  const either = AbortSignal.any([signal, silence.signal]);
  try {
    const response = await get(address, parameters, "text/event-stream", signal, either);
    listener.onOpen();
    const events = new EventReader(listener.onEvent);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reading(() => reader.read(), signal);
      if (done) return;
      heard();
      events.read(value);
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

/**
 * @param {AbortSignal} [ends] what else ends it; by default a time that should be enough
 * @returns {Promise<Response>} of status 2xx and of that content type, its body unread
 */
async function get(address, parameters, type, signal, ends = withTimeout(signal)) {
  const response = await exchange(address, parameters, signal, ends, { headers: { Accept: type } });
  const answered = contentType(response);
  if (answered !== type) {
    await response.body?.cancel();
    throw new Problem("unreadable", { status: response.status, detail: `${type} ≠ ${answered}` });
  }
  return response;
}

/** @returns {Promise<Response>} of status 2xx, its body unread */
async function exchange(address, parameters, signal, ends, request) {
  const response = await reading(
    () => fetch(`${address}${queryOf(parameters)}`, { ...request, signal: ends }),
    signal,
  );
  if (!response.ok) throw await refusal(response);
  return response;
}

function withTimeout(signal) {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

/** Runs one step of the exchange, and names what went wrong in it. */
async function reading(step, signal) {
  try {
    return await step();
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof DOMException && error.name === "TimeoutError") {
      throw new Problem("timeout");
    }
    if (error instanceof SyntaxError) throw new Problem("unreadable", { detail: error.message });
    throw new Problem("unreachable");
  }
}

/** Where a refusal says why: RFC 9457, and Prometheus' own form. Else there is the bare status. */
const REFUSALS = {
  "application/problem+json": answers.problem,
  "application/json": (body) => ({ detail: answers.prometheusError(body).error }),
};

async function refusal(response) {
  const { status, statusText } = response;
  const shape = REFUSALS[contentType(response)];
  if (!shape) {
    await response.body?.cancel();
    return new Problem("refused", { status, title: statusText });
  }
  try {
    return new Problem("refused", { status, ...shape(await response.json()) });
  } catch {
    return new Problem("refused", { status, title: statusText }); // a problem in the problem
  }
}

function contentType(response) {
  return (response.headers.get("Content-Type") ?? "").split(";")[0].trim().toLowerCase();
}

function queryOf(parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") query.append(name, String(one));
    }
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}
