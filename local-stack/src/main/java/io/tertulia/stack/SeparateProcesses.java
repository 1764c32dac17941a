package io.tertulia.stack;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every part in a process of its own, as it is deployed: each service runs from its own jar, whose
 * class path is its own, and is told of the others by environment variables.
 */
final class SeparateProcesses implements Stack {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    /** A process that was training writes its cache before it ends. */
    private static final Duration TRAINED_WITHIN = Duration.ofMinutes(3);

    private final UpOptions options;
    private final DataFolder data;
    private final Console console;
    private final Ports ports = new Ports();
    private final Wiring wiring;
    private final Supervisor supervisor;
    private final Readiness readiness = new Readiness(Clock.systemUTC());
    private final FastStart fastStart;

    /**
     * Makes the stack.
     *
     * @param isTraining whether its processes leave behind what lets later ones start fast
     */
    SeparateProcesses(UpOptions options, DataFolder data, Console console, boolean isTraining) {
        this.options = options;
        this.data = data;
        this.console = console;
        this.wiring = new Wiring(options, ports);
        this.fastStart = FastStart.besideOf(ownJar(), isTraining);
        Duration stopWithin = isTraining ? TRAINED_WITHIN : STOP_WITHIN;
        this.supervisor = new Supervisor(Clock.systemUTC(), stopWithin, console::say, this::note);
    }

    @Override
    public void start() {
        String kafka = options.kafka().orElseGet(this::startBrokers);
        String mongo = options.mongo().orElseGet(this::startMongo);
        for (Service service : Service.values()) {
            List<Wiring.Address> addresses = wiring.addresses(service);
            for (int i = 0; i < addresses.size(); i++) {
                String name =
                        addresses.size() == 1 ? service.title() : service.title() + "-" + (i + 1);
                supervisor.keep(part(service, name, addresses.get(i), kafka, mongo));
            }
        }
        for (Service service : Service.values()) {
            for (Wiring.Address address : wiring.addresses(service)) {
                readiness.await(service.title(), address.url(), PATIENCE);
                console.ready(service.title(), address.url());
            }
        }
    }

    private String startBrokers() {
        Brokers brokers = Brokers.in(data, options.brokers(), ports);
        for (Brokers.Broker broker : brokers.all()) {
            server(broker.name(), broker.address(), broker.arguments());
        }
        return brokers.servers();
    }

    private String startMongo() {
        int port = ports.free();
        String address = Wiring.LOOPBACK + ":" + port;
        server("mongo", address, List.of("mongo", data.mongo().toString(), Integer.toString(port)));
        return "mongodb://" + address;
    }

    private void server(String name, String address, List<String> arguments) {
        List<String> command =
                java(
                        arguments.getFirst(),
                        "-Xmx512m",
                        "-Dtertulia.log=" + data.log(name),
                        "-cp",
                        ownJar().toString(),
                        ServerProcess.class.getName());
        command.addAll(arguments);
        supervisor.keep(new Part(name, command, Map.of(), data.log(name), address));
        console.say("  %-18s starts on %s".formatted(name, address));
    }

    private Part part(
            Service service, String name, Wiring.Address address, String kafka, String mongo) {
        return new Part(
                name,
                java(service.title(), "-Xmx256m", "-jar", jar(service).toString()),
                environment(name, wiring.settings(service, address, kafka, mongo)),
                data.log(name),
                address.shown());
    }

    private static Map<String, String> environment(String name, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("LOGGING_LEVEL_ORG_APACHE_KAFKA", "WARN");
        // A writer that is started again takes its partitions back at once: Kafka knows it by name
        // and need not wait until the killed one's session has run out.
        environment.put("CHAT_WRITER_INSTANCE", name);
        return environment;
    }

    /**
     * C1 only and a heap that begins small: with so many processes on a small machine, compiling
     * costs more than it gives, and each would begin with all the heap that it may have. What
     * {@code TERTULIA_JAVA_OPTS} says comes after that, and so counts as it does in one process.
     */
    private List<String> java(String kind, String heap, String... program) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = new ArrayList<String>();
        Stream.of(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xms32m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        heap)
                .forEach(command::add);
        List<String> given =
                Stream.of(System.getenv().getOrDefault("TERTULIA_JAVA_OPTS", "").split(" ", -1))
                        .filter(option -> !option.isBlank())
                        .toList();
        command.addAll(fastStart.options(kind, !given.isEmpty()));
        command.addAll(given);
        command.addAll(List.of(program));
        return command;
    }

    private static Path jar(Service service) {
        String version = SeparateProcesses.class.getPackage().getImplementationVersion();
        return ownJar().resolveSibling("lib")
                .resolve("%s-%s.jar".formatted(service.title(), version));
    }

    private static Path ownJar() {
        try {
            return Path.of(
                    SeparateProcesses.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void note(List<String> processes) {
        var lines = new ArrayList<String>();
        lines.add("shape separate");
        lines.add("port " + options.port());
        lines.addAll(processes);
        data.note(lines);
    }

    @Override
    public void close() {
        supervisor.close();
    }
}
