/**
 * Boards of panels that people put together: what they are made of, how they are written, checked
 * and kept. What a panel shows is asked by the page, as anybody may ask it.
 */
@NullMarked
package io.spanstone.query.dashboards;

import org.jspecify.annotations.NullMarked;
