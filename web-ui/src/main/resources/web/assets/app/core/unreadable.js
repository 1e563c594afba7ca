import { list, optional, record, text } from "./shape.js";

/** What a list has apart of what is stored: it cannot be read, and can be deleted with its ETag. */
export const unreadable = optional(list(record({ id: text, detail: text, etag: text })), []);
