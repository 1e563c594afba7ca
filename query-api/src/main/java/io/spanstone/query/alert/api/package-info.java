/** The routes of alerting. */
@NullMarked
package io.spanstone.query.alert.api;

import org.jspecify.annotations.NullMarked;
