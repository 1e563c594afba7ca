package io.spanstone.storage.document;

/**
 * A document as it was read or written.
 *
 * @param kind what sort of thing it is, such as {@code alert-rule}
 * @param id unique in its kind
 * @param json an object; what is read back is equal JSON, not the same characters
 * @param version which of its states this is
 */
public record Document(String kind, String id, String json, DocumentVersion version) {}
