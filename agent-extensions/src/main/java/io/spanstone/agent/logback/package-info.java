/** Where in the code a log record of Logback comes from, at less cost than Logback's own way. */
package io.spanstone.agent.logback;
