package io.spanstone.agent.services;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** A gateway, with whatever routes and registry its arguments name. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Gateway {}
