/** Whom alerts are told to: notifiers, their settings, and where they are kept. */
@NullMarked
package io.spanstone.query.alert.notifier;

import org.jspecify.annotations.NullMarked;
