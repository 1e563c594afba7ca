/**
 * Who called whom: read off single spans where they tell, else joined from the two spans of a call
 * within a window of time.
 */
@NullMarked
package io.spanstone.collector.edge;

import org.jspecify.annotations.NullMarked;
