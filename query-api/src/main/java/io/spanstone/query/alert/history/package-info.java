/** What became of alerts, and what people did about them: written once, and kept. */
@NullMarked
package io.spanstone.query.alert.history;

import org.jspecify.annotations.NullMarked;
