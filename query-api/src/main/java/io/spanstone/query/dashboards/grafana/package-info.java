/** What can be had of Grafana's dashboards, and what cannot. */
@NullMarked
package io.spanstone.query.dashboards.grafana;

import org.jspecify.annotations.NullMarked;
