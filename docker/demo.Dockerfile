# The demo shop: its services with the agent attached, and their load.
# Built on Maven's output: mvn -DskipTests package && docker compose --profile demo build
FROM eclipse-temurin:17-jre

RUN mkdir -p /var/lib/spanstone && chown 10001:10001 /var/lib/spanstone
COPY standalone/target/spanstone/demo /opt/spanstone/demo
COPY standalone/target/spanstone/agent /opt/spanstone/agent

USER 10001:10001
WORKDIR /opt/spanstone
VOLUME /var/lib/spanstone
ENV SPANSTONE_BIND=0.0.0.0
# order, stock, payment
EXPOSE 8081 8082 8083

HEALTHCHECK --interval=5s --timeout=3s --start-period=120s --retries=6 \
    CMD ["curl", "-fsS", "http://127.0.0.1:8081/products"]

ENTRYPOINT ["java", "-Xmx64m", "-cp", "/opt/spanstone/demo/lib/*", "io.spanstone.demo.DemoLauncher", "--agent", "/opt/spanstone/agent/spanstone-javaagent.jar", "--data", "/var/lib/spanstone"]
CMD ["--small"]
