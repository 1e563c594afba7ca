package io.spanstone.storage.document;

import java.io.IOException;
import java.util.List;

/**
 * Events are written once and never changed. What was written is on disk when {@link #append}
 * returns, and {@link #find} sees it. Implementations MUST be thread-safe.
 *
 * <p>Every method throws {@link IOException} if Elasticsearch cannot be asked; then writing again
 * is safe.
 */
public interface EventLog {

  /** Writes an event. Returns false if there is one of its id already, which stays as it is. */
  boolean append(Event event) throws IOException;

  /** The events that are asked for, in their order; those of one time by id. */
  List<Event> find(EventQuery query) throws IOException;
}
