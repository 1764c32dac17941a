package io.tertulia.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./tertulia up} was asked for.
 *
 * @param port of the gateway, the only port that the world sees
 * @param bind the address that the gateway listens on; all else listens on the loopback interface
 * @param data where everything is kept
 * @param separate whether each part runs in a process of its own
 * @param instances how many processes of a service, where not one
 * @param brokers how many embedded brokers, 1 or 3
 * @param kafka servers of a Kafka to use instead of the embedded one
 * @param mongo URI of a MongoDB to use instead of the embedded one
 */
record UpOptions(
        int port,
        String bind,
        Path data,
        boolean separate,
        Map<Service, Integer> instances,
        int brokers,
        Optional<String> kafka,
        Optional<String> mongo) {

    private static final int DEFAULT_PORT = 8080;
    private static final int LARGEST_PORT = 65_535;
    private static final int MOST_INSTANCES = 16;

    UpOptions {
        instances = Map.copyOf(instances);
    }

    int instancesOf(Service service) {
        return instances.getOrDefault(service, 1);
    }

    UpOptions onPort(int otherPort) {
        return new UpOptions(otherPort, bind, data, separate, instances, brokers, kafka, mongo);
    }

    /**
     * Reads the command line.
     *
     * @throws CannotStart naming the option that is wrong
     */
    static UpOptions parse(List<String> arguments) {
        var parser = new Parser();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            parser.take(rest.next(), rest);
        }
        return parser.options();
    }

    private static final class Parser {
        private int port = DEFAULT_PORT;
        private String bind = Wiring.LOOPBACK;
        private Path data = Path.of("data");
        private boolean separate;
        private final Map<Service, Integer> instances = new EnumMap<>(Service.class);
        private int brokers = 1;
        private @Nullable String kafka;
        private @Nullable String mongo;

        void take(String option, Iterator<String> rest) {
            switch (option) {
                case "--port" -> port = number(option, value(option, rest), LARGEST_PORT);
                case "--bind" -> bind = value(option, rest);
                case "--data" -> data = Path.of(value(option, rest));
                case "--separate" -> separate = true;
                case "--with" -> with(value(option, rest));
                case "--kafka" -> kafka = value(option, rest);
                case "--mongo" -> mongo = textOrFile(option, value(option, rest));
                default ->
                        throw new CannotStart(
                                "Unknown option %s. See ./tertulia --help.".formatted(option));
            }
        }

        private void with(String setting) {
            int equals = setting.indexOf('=');
            String name = equals < 0 ? setting : setting.substring(0, equals);
            if (name.equals("kafka")) {
                brokers = brokers(setting.substring(equals + 1));
                return;
            }
            Service service =
                    Service.titled(name)
                            .filter(named -> named != Service.GATEWAY)
                            .orElseThrow(() -> noSuchService(setting));
            instances.put(service, number("--with", setting.substring(equals + 1), MOST_INSTANCES));
        }

        private static int brokers(String text) {
            return switch (text) {
                case "1" -> 1;
                case "3" -> 3;
                default ->
                        throw new CannotStart("--with kafka takes 1 or 3, not %s.".formatted(text));
            };
        }

        private static CannotStart noSuchService(String setting) {
            List<String> known =
                    EnumSet.complementOf(EnumSet.of(Service.GATEWAY)).stream()
                            .map(Service::title)
                            .toList();
            return new CannotStart(
                    "--with takes SERVICE=N with a service out of %s or kafka, not %s."
                            .formatted(known, setting));
        }

        UpOptions options() {
            if (!separate && (!instances.isEmpty() || brokers > 1)) {
                throw new CannotStart("--with needs --separate: one process has one of each.");
            }
            if (kafka != null && brokers > 1) {
                throw new CannotStart("--kafka names brokers, so --with kafka=3 starts none.");
            }
            return new UpOptions(
                    port,
                    bind,
                    data.toAbsolutePath().normalize(),
                    separate,
                    instances,
                    brokers,
                    Optional.ofNullable(kafka),
                    Optional.ofNullable(mongo));
        }

        /** {@code @FILE} keeps a password out of the list of processes, which all users can see. */
        private static String textOrFile(String option, String value) {
            if (!value.startsWith("@")) {
                return value;
            }
            try {
                return Files.readString(Path.of(value.substring(1))).strip();
            } catch (IOException e) {
                throw new CannotStart(
                        "%s cannot read %s.".formatted(option, value.substring(1)), e);
            }
        }

        private static String value(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new CannotStart("%s needs a value.".formatted(option));
            }
            return rest.next();
        }

        private static int number(String option, String text, int largest) {
            try {
                int number = Integer.parseInt(text);
                if (number >= 1 && number <= largest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw outOfRange(option, text, largest);
            }
            throw outOfRange(option, text, largest);
        }

        private static CannotStart outOfRange(String option, String text, int largest) {
            return new CannotStart(
                    "%s takes a number from 1 to %d, not %s.".formatted(option, largest, text));
        }
    }
}
