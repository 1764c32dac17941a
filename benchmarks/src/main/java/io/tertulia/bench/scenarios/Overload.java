package io.tertulia.bench.scenarios;

import io.tertulia.bench.Wait;
import io.tertulia.bench.load.Conversation;
import io.tertulia.bench.load.Course;
import io.tertulia.bench.load.Load;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.ProcessTree;
import io.tertulia.bench.systems.Tertulia;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How long others wait, whom a disturbance does not concern: a conversation in rooms of their own
 * is watched alone, then beside the disturbance, then after its end. It must lose, repeat and
 * reorder nothing, and be as it was soon afterwards; the disturbance has rules of its own.
 */
record Overload(String title, Disturbance.Preparation preparation) implements Scenario {

    private static final int ROOMS = 5;
    private static final int MEMBERS = 10;
    private static final int PER_SECOND = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration ALONE = Duration.ofSeconds(15);
    private static final Duration AFTER = Duration.ofSeconds(20);
    private static final double MEBIBYTE = 1024 * 1024;

    /** How much slower than the slowest second alone a second may be that counts as normal. */
    private static final double NORMAL = 2;

    @Override
    public boolean suits(Candidate candidate) {
        return candidate.isTertulia();
    }

    @Override
    public Outcome measure(Candidate candidate, Path home) throws IOException {
        try (var subject = (Tertulia) candidate.start(home);
                var bystanders = new Load(subject.dialogue())) {
            bystanders.open(subject.seats(ROOMS, MEMBERS), MEMBERS);
            try (var disturbance = preparation.prepare(candidate, subject)) {
                var conversation = new Conversation(bystanders, subject.processes());
                var story = new Story(conversation, disturbance, subject.processes());
                Course course = conversation.atRateWhile(PER_SECOND, story);
                return outcome(story, course, conversation.faults(subject.isOneOrder()));
            }
        }
    }

    private static Outcome outcome(Story story, Course course, List<String> faultsBeside) {
        double normalMillis = NORMAL * course.slowestSecondMillis(story.alone, story.begin);
        OptionalDouble untilNormal = course.secondsUntil(normalMillis, story.end, story.after);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("p99 alone ms", course.millis(99, story.alone, story.begin));
        figures.put("p99 beside ms", course.millis(99, story.begin, story.end));
        figures.put("max beside ms", course.millis(100, story.begin, story.end));
        figures.put("p99 after ms", course.millis(99, story.end, story.after));
        untilNormal.ifPresent(seconds -> figures.put("s until normal", seconds));
        figures.put("s disturbed", (story.end - story.begin) / 1e9);
        figures.put("MB before", story.bytesBefore / MEBIBYTE);
        figures.put("most MB", story.mostBytes / MEBIBYTE);
        figures.putAll(story.own.figures());

        var faults = new ArrayList<>(story.own.faults());
        faultsBeside.forEach(fault -> faults.add("beside: " + fault));
        if (untilNormal.isEmpty()) {
            faults.add(
                    "not back to %.0f ms within %d s".formatted(normalMillis, AFTER.toSeconds()));
        }
        return new Outcome(figures, faults);
    }

    /** What happens while the others talk, and when it did on their clock. */
    private static final class Story implements Conversation.Happening {

        private final Conversation conversation;
        private final Disturbance disturbance;
        private final ProcessTree servers;
        private long alone;
        private long begin;
        private long end;
        private long after;
        private long bytesBefore;
        private long mostBytes;
        private Outcome own = new Outcome(Map.of(), List.of());

        Story(Conversation conversation, Disturbance disturbance, ProcessTree servers) {
            this.conversation = conversation;
            this.disturbance = disturbance;
            this.servers = servers;
        }

        @Override
        public void happen() throws IOException {
            Wait.rest(WARM_UP);
            bytesBefore = servers.memoryBytes();
            alone = conversation.nanos();
            Wait.rest(ALONE);
            try (var memory = new MemoryWatch(servers)) {
                begin = conversation.nanos();
                own = disturbance.disturb();
                end = conversation.nanos();
                mostBytes = memory.most();
            }
            Wait.rest(AFTER);
            after = conversation.nanos();
        }
    }
}
