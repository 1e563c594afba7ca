/** Registration by Spring Cloud, with whatever registry, and fallbacks of its circuit breakers. */
package io.spanstone.agent.springcloud;
