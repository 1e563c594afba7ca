/** The one way in which a request fails: from an exception to a status and a problem document. */
package io.spanstone.query.problem;
