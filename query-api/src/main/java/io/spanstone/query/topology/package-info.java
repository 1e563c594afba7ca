/** Who calls whom, out of the metrics that the collector derives from calls. */
@NullMarked
package io.spanstone.query.topology;

import org.jspecify.annotations.NullMarked;
