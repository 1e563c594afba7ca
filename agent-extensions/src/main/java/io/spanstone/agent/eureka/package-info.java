/** Eureka's client and server, 1.10 to 2.0. */
package io.spanstone.agent.eureka;
