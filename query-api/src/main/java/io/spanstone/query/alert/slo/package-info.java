/** Service level objectives: how many calls may fail, and alerts when too many do too fast. */
@NullMarked
package io.spanstone.query.alert.slo;

import org.jspecify.annotations.NullMarked;
