/** Rules as files of Prometheus have them. */
@NullMarked
package io.spanstone.query.alert.exchange;

import org.jspecify.annotations.NullMarked;
