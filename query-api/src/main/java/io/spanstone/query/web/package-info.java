/** The files that the server hands out: the web UI's and the agent's. */
package io.spanstone.query.web;
