/** One channel a type of notifier: how its receivers are spoken to. */
@NullMarked
package io.spanstone.query.alert.channel;

import org.jspecify.annotations.NullMarked;
