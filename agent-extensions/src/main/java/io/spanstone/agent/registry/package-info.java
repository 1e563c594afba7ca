/** What services tell their registry, and what a registry knows, as metrics of ours. */
package io.spanstone.agent.registry;
