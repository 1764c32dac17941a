# One image for all services: SERVICE names the one that a container runs.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -Dmaven.test.skip=true -Dcheckstyle.skip -Dspotless.check.skip package -pl local-stack -am

FROM eclipse-temurin:25-jre
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 tertulia
COPY --from=build /src/local-stack/target/lib /app/lib
USER tertulia
ENV CHAT_BIND_ADDRESS=0.0.0.0 JAVA_OPTS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError"
# exec: the service is process 1 and gets the stop signal itself.
ENTRYPOINT ["sh", "-c", "exec java $JAVA_OPTS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar /app/lib/$SERVICE-[0-9]*.jar"]
