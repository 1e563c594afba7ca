/** OTLP as the API's JSON, streamed straight from the wire views. */
package io.spanstone.query.json;
