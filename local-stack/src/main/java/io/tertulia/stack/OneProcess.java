package io.tertulia.stack;

import io.tertulia.local.kafka.EmbeddedKafka;
import io.tertulia.local.kafka.KafkaSettings;
import io.tertulia.local.mongo.EmbeddedMongo;
import io.tertulia.local.mongo.MongoSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/**
 * All parts in this process. Each service is a Spring context of its own with its own
 * configuration, and reaches the others only as it would over a network.
 */
final class OneProcess implements Stack {

    private static final Logger LOG = LoggerFactory.getLogger(OneProcess.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final UpOptions options;
    private final DataFolder data;
    private final Console console;
    private final Wiring wiring;

    /** What runs, the latest first: the order in which it stops. Guarded by this. */
    private final Deque<Running> running = new ArrayDeque<>();

    private boolean closed;

    private record Running(String part, AutoCloseable handle, String address) {}

    OneProcess(UpOptions options, DataFolder data, Console console) {
        this.options = options;
        this.data = data;
        this.console = console;
        this.wiring = new Wiring(options, new Ports());
    }

    @Override
    public void start() {
        String kafka = options.kafka().orElseGet(this::startKafka);
        String mongo = options.mongo().orElseGet(this::startMongo);
        for (Service service : Service.values()) {
            start(service, kafka, mongo);
        }
        new Readiness(Clock.systemUTC())
                .await("gateway-service", "http://127.0.0.1:" + options.port(), PATIENCE);
    }

    private String startKafka() {
        EmbeddedKafka kafka = EmbeddedKafka.start(KafkaSettings.in(data.kafka()));
        keep("kafka", kafka, kafka.bootstrapServers());
        console.ready("kafka", kafka.bootstrapServers());
        return kafka.bootstrapServers();
    }

    private String startMongo() {
        EmbeddedMongo mongo = EmbeddedMongo.start(MongoSettings.in(data.mongo()));
        keep("mongo", mongo, mongo.uri());
        console.ready("mongo", mongo.uri());
        return mongo.uri();
    }

    private void start(Service service, String kafka, String mongo) {
        Wiring.Address address = wiring.addresses(service).getFirst();
        SpringApplication application = service.prepare();
        // This process stops its parts itself, in order; a hook of each would race with that.
        application.setRegisterShutdownHook(false);
        keep(
                service.title(),
                application.run(
                        wiring.settings(service, address, kafka, mongo).entrySet().stream()
                                .map(OneProcess::argument)
                                .toArray(String[]::new)),
                address.shown());
        console.ready(service.title(), address.url());
    }

    private static String argument(Map.Entry<String, String> setting) {
        return "--%s=%s".formatted(setting.getKey(), setting.getValue());
    }

    private synchronized void keep(String part, AutoCloseable handle, String address) {
        running.push(new Running(part, handle, address));
        note();
        if (closed) {
            // The stop came while this part was starting.
            close();
        }
    }

    private void note() {
        long pid = ProcessHandle.current().pid();
        var lines = new ArrayList<String>();
        lines.add("shape one-process");
        lines.add("port " + options.port());
        running.descendingIterator()
                .forEachRemaining(
                        part -> lines.add("%s %d %s".formatted(part.part(), pid, part.address())));
        data.note(lines);
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!running.isEmpty()) {
            Running part = running.pop();
            try {
                part.handle().close();
            } catch (Exception e) {
                // The others must stop all the same.
                LOG.error("{} did not stop cleanly", part.part(), e);
            }
        }
    }
}
