/** Spring Cloud Gateway. */
package io.spanstone.agent.gateway;
