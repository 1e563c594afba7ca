/**
 * The server of the query API, the web UI and the agent jar. {@link io.spanstone.query.Routes} has
 * every address on one screen; a request goes from there to a handler in {@code api} or {@code
 * web}, which reads it with {@code request}, and whatever goes wrong leaves through {@code
 * problem}.
 */
package io.spanstone.query;
