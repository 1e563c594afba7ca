/**
 * Why a request gave no usable answer. `kind` says whose fault it is:
 * `unreachable` (no answer at all), `timeout`, `refused` (the server's problem+json, or a bare
 * status), `unreadable` (an answer that is not what the API promises).
 */
export class Problem extends Error {
  /**
   * @param {"unreachable" | "timeout" | "refused" | "unreadable"} kind
   * @param {{status?: number, title?: string, detail?: string,
   *     errors?: {parameter: string, message: string, position: number | null}[]}} about `errors`
   *     says which parameters are at fault, and at which character
   */
  constructor(kind, { status = 0, title = "", detail = "", errors = [] } = {}) {
    super(detail || title || kind);
    this.kind = kind;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
  }
}
