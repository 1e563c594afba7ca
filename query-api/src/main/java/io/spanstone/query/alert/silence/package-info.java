/** What people do about alerts: silences and acknowledgements. */
@NullMarked
package io.spanstone.query.alert.silence;

import org.jspecify.annotations.NullMarked;
