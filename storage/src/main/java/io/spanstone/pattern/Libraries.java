package io.spanstone.pattern;

import java.util.List;

/** Which frames are of runtimes, frameworks and libraries, and not of the program itself. */
final class Libraries {
  private static final List<String> JVM_AND_DOTNET =
      List.of(
          "java.",
          "javax.",
          "jakarta.",
          "jdk.",
          "sun.",
          "com.sun.",
          "kotlin.",
          "kotlinx.",
          "scala.",
          "groovy.",
          "clojure.",
          "org.codehaus.groovy.",
          "org.apache.",
          "org.springframework.",
          "org.hibernate.",
          "org.eclipse.jetty.",
          "org.jboss.",
          "org.wildfly.",
          "org.glassfish.",
          "org.junit.",
          "org.aspectj.",
          "org.slf4j.",
          "org.postgresql.",
          "org.mariadb.",
          "org.mongodb.",
          "org.elasticsearch.",
          "org.redisson.",
          "org.mybatis.",
          "org.jooq.",
          "io.netty.",
          "io.undertow.",
          "io.vertx.",
          "io.quarkus.",
          "io.micronaut.",
          "io.micrometer.",
          "io.opentelemetry.",
          "io.grpc.",
          "io.lettuce.",
          "io.reactivex.",
          "io.smallrye.",
          "io.helidon.",
          "io.javalin.",
          "io.ktor.",
          "io.github.resilience4j.",
          "reactor.",
          "akka.",
          "play.",
          "feign.",
          "okhttp3.",
          "okio.",
          "retrofit2.",
          "rx.",
          "ch.qos.logback.",
          "com.fasterxml.",
          "com.google.",
          "com.zaxxer.hikari.",
          "com.mysql.",
          "com.mongodb.",
          "com.rabbitmq.",
          "com.linecorp.armeria.",
          "com.netflix.",
          "com.github.benmanes.caffeine.",
          "com.microsoft.sqlserver.",
          "com.alibaba.druid.",
          "com.baomidou.mybatisplus.",
          "oracle.",
          "redis.clients.",
          "net.bytebuddy.",
          "net.sf.cglib.",
          "System.",
          "Microsoft.",
          "Npgsql.",
          "Newtonsoft.",
          "StackExchange.",
          "MySql.",
          "MySqlConnector.",
          "Grpc.");

  private static final List<String> PATHS =
      List.of(
          "node:",
          "internal/",
          "node_modules/",
          "site-packages/",
          "dist-packages/",
          "/lib/python",
          "<frozen ",
          "/vendor/",
          "/gems/",
          "/lib/ruby/",
          "/go/src/",
          "/pkg/mod/");

  private Libraries() {}

  /** Whether a class is one of a library, by its package or namespace. */
  static boolean isJvmOrDotnet(String className) {
    for (String prefix : JVM_AND_DOTNET) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a source file is one of a library. */
  static boolean isPath(String path) {
    for (String part : PATHS) {
      if (path.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
