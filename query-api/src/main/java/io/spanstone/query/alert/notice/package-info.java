/** What a receiver is told of a group of alerts, and the texts made of it. */
@NullMarked
package io.spanstone.query.alert.notice;

import org.jspecify.annotations.NullMarked;
