/** Live tails of logs: one poll of storage for all of them, and a bounded queue for each. */
package io.spanstone.query.tail;
