# The collector, and the query API with its UI: one image, the role is the command.
# Built on Maven's output: mvn -DskipTests package && docker compose build
# Elasticsearch is not in it; SPANSTONE_ES_URL says where it is.
FROM eclipse-temurin:17-jre

RUN mkdir -p /var/lib/spanstone && chown 10001:10001 /var/lib/spanstone
COPY standalone/target/spanstone/lib /opt/spanstone/lib
COPY standalone/target/spanstone/agent /opt/spanstone/agent

USER 10001:10001
WORKDIR /opt/spanstone
VOLUME /var/lib/spanstone
ENV SPANSTONE_DATA=/var/lib/spanstone \
    SPANSTONE_BIND=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
# OTLP/gRPC, OTLP/HTTP; query API and UI.
EXPOSE 4317 4318 7070

# The default role; docker-compose.yml asks the query role on its own port.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 \
    CMD ["curl", "-fsS", "http://127.0.0.1:4318/readyz"]

ENTRYPOINT ["java", "-cp", "/opt/spanstone/lib/*", "io.spanstone.standalone.Main"]
CMD ["collector"]
