/** Ten seconds of event time and what is counted in them: by us, and by agents before sampling. */
@NullMarked
package io.spanstone.collector.cell;

import org.jspecify.annotations.NullMarked;
