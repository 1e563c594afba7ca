/** Takes secrets out of what is about to be exported. */
package io.spanstone.agent.redact;
