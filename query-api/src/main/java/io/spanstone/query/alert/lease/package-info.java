/** Which of several processes does what only one may do at a time. */
@NullMarked
package io.spanstone.query.alert.lease;

import org.jspecify.annotations.NullMarked;
