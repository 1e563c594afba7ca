import { answers } from "./answers.js";
import { Problem } from "./problem.js";
import { ShapeError } from "./shape.js";

/**
 * Every request the pages make goes through here. An answer is either checked data, or a Problem;
 * a request whose `signal` is aborted throws that signal's AbortError and nothing else.
 */
const ROOT = "/api/v1";
const TIMEOUT_MILLIS = 30_000;

/** @param {{start: number, end: number}} bounds */
export const fetchServices = (bounds, signal) =>
  getJson("/services", bounds, answers.services, signal);

export const fetchOperations = (service, bounds, signal) =>
  getJson(
    `/services/${encodeURIComponent(service)}/operations`,
    bounds,
    answers.operations,
    signal,
  );

export const fetchTraces = (filters, signal) => getJson("/traces", filters, answers.traces, signal);

export const fetchTrace = (id, signal) => getJson(tracePath(id), {}, answers.trace, signal);

export const fetchStatus = (signal) => getJson("/status", {}, answers.status, signal);

export const TRACE_FORMATS = { json: "application/json", otlp: "application/x-protobuf" };

/** The trace as a file. @param {keyof typeof TRACE_FORMATS} format */
export async function downloadTrace(id, format, signal) {
  const type = TRACE_FORMATS[format];
  const response = await get(tracePath(id), {}, type, signal);
  return reading(() => response.blob(), signal);
}

function tracePath(id) {
  return `/traces/${encodeURIComponent(id)}`;
}

async function getJson(path, parameters, shape, signal) {
  const response = await get(path, parameters, "application/json", signal);
  const body = await reading(() => response.json(), signal);
  try {
    return shape(body);
  } catch (error) {
    if (error instanceof ShapeError) throw new Problem("unreadable", { detail: error.message });
    throw error;
  }
}

/** @returns {Promise<Response>} of status 2xx and of that content type, its body unread */
async function get(path, parameters, type, signal) {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  const response = await reading(
    () =>
      fetch(`${ROOT}${path}${queryOf(parameters)}`, {
        headers: { Accept: type },
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      }),
    signal,
  );
  if (!response.ok) throw await refusal(response);
  const answered = contentType(response);
  if (answered !== type) {
    await response.body?.cancel();
    throw new Problem("unreadable", { status: response.status, detail: `${type} ≠ ${answered}` });
  }
  return response;
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

/** RFC 9457 where the server speaks it, else the bare status. */
async function refusal(response) {
  const { status, statusText } = response;
  if (contentType(response) !== "application/problem+json") {
    await response.body?.cancel();
    return new Problem("refused", { status, title: statusText });
  }
  try {
    const { title, detail } = answers.problem(await response.json());
    return new Problem("refused", { status, title, detail });
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
