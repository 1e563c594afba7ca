/** The handlers of the API's routes, by subject. */
package io.spanstone.query.api;
