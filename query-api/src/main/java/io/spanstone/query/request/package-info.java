/** Reading a request: typed parameters, all faults at once, and content negotiation. */
package io.spanstone.query.request;
