/** Conditions on the labels of alerts, as Alertmanager writes them. */
@NullMarked
package io.spanstone.query.alert.matcher;

import org.jspecify.annotations.NullMarked;
