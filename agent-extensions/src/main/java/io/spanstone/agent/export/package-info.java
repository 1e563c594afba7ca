/** Ways of telemetry to its exporters. */
package io.spanstone.agent.export;
