package io.tertulia.guarantees.run;

import io.tertulia.guarantees.faults.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What {@code ./tertulia prove} was asked for.
 *
 * @param jar of the module local-stack
 * @param time under load, all shapes together
 * @param seed decides what is sent and what breaks; not when the machine is fast and when slow
 * @param shapes in their order
 * @param only the faults that may be injected
 * @param perSecond requests of each of the three talkers of each room
 * @param rooms of each shape
 */
record Options(
        Path jar,
        Duration time,
        long seed,
        Set<Shape> shapes,
        Set<FaultKind> only,
        int perSecond,
        int rooms) {

    private static final int MOST_MINUTES = 24 * 60;
    private static final int MOST_PER_SECOND = 45;
    private static final int MOST_ROOMS = 50;
    private static final long LARGEST_SEED = 1_000_000;

    /**
     * Reads the command line.
     *
     * @throws BadOption naming what is wrong
     */
    static Options parse(List<String> arguments) {
        var parser = new Parser();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            parser.take(rest.next(), rest);
        }
        return parser.options();
    }

    /** An option that cannot be understood. */
    static final class BadOption extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadOption(String message) {
            super(message);
        }
    }

    private static final class Parser {
        private Path jar = Path.of("local-stack.jar");
        private int minutes = 10;
        private long seed = ThreadLocalRandom.current().nextLong(LARGEST_SEED);
        private Set<Shape> shapes = EnumSet.allOf(Shape.class);
        private Set<FaultKind> only = EnumSet.allOf(FaultKind.class);
        private int perSecond = 25;
        private int rooms = 6;

        void take(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new BadOption(option + " needs a value.");
            }
            String value = rest.next();
            switch (option) {
                case "--jar" -> jar = Path.of(value);
                case "--minutes" -> minutes = number(option, value, MOST_MINUTES);
                case "--seed" -> seed = number(option, value, Integer.MAX_VALUE);
                case "--shape" -> shapes = shapes(value);
                case "--only" -> only = kinds(value);
                case "--rate" -> perSecond = number(option, value, MOST_PER_SECOND);
                case "--rooms" -> rooms = number(option, value, MOST_ROOMS);
                default -> throw new BadOption("Unknown option " + option + ".");
            }
        }

        Options options() {
            return new Options(
                    jar, Duration.ofMinutes(minutes), seed, shapes, only, perSecond, rooms);
        }

        private static Set<Shape> shapes(String titles) {
            Set<Shape> named = EnumSet.noneOf(Shape.class);
            for (String title : titles.split(",", -1)) {
                named.add(
                        Shape.titled(title)
                                .orElseThrow(
                                        () -> unknown("--shape", title, titles(Shape.values()))));
            }
            return named;
        }

        private static Set<FaultKind> kinds(String titles) {
            Set<FaultKind> named = EnumSet.noneOf(FaultKind.class);
            if (titles.equals("none")) {
                return named;
            }
            for (String title : titles.split(",", -1)) {
                named.add(
                        FaultKind.titled(title)
                                .orElseThrow(() -> unknown("--only", title, known())));
            }
            return named;
        }

        private static List<String> titles(Shape... shapes) {
            return Arrays.stream(shapes).map(Shape::title).toList();
        }

        private static List<String> known() {
            return Arrays.stream(FaultKind.values()).map(FaultKind::title).toList();
        }

        private static BadOption unknown(String option, String title, List<String> known) {
            return new BadOption("%s takes some of %s, not %s.".formatted(option, known, title));
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

        private static BadOption outOfRange(String option, String text, int largest) {
            return new BadOption(
                    "%s takes a number from 1 to %d, not %s.".formatted(option, largest, text));
        }
    }
}
