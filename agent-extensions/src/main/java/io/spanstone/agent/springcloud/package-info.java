/** Registration by Spring Cloud, with whatever registry. */
package io.spanstone.agent.springcloud;
