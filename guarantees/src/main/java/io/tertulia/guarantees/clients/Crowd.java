package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.History;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Everybody who uses a Tertulia in a run: in each room three who talk, two who listen and mark as
 * read, one who follows all rooms on one socket and never reads, and where asked for somebody who
 * comes and goes.
 */
public final class Crowd implements AutoCloseable {

    private static final int TALKERS = 3;
    private static final int LISTENER = 3;
    private static final int READER = 4;
    private static final int ABSENT = 5;
    private static final int PEOPLE = 6;
    private static final int DOORS = 4;

    private final History history;
    private final Progress progress = new Progress();
    private final Participant.Surroundings surroundings;
    private final List<Person> people = new ArrayList<>();
    private final List<UUID> rooms = new ArrayList<>();
    private final List<UUID> doors = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();
    private final List<Participant> listeners = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final List<Visitor> visitors = new ArrayList<>();
    private final List<Everywhere> everywhere = new ArrayList<>();

    /**
     * How large it is.
     *
     * @param perSecond requests of each of the three talkers of each room
     * @param visitors rooms with somebody who comes and goes
     */
    public record Size(int rooms, int perSecond, int visitors) {}

    private Crowd(History history) {
        this.history = history;
        this.surroundings = new Participant.Surroundings(history, progress, new Lookout(history));
    }

    /**
     * Registers everybody and opens the rooms; nobody talks yet.
     *
     * @throws IOException if that is not possible
     */
    public static Crowd gather(Api api, History history, Size size, Random random)
            throws IOException {
        var crowd = new Crowd(history);
        for (int i = 0; i < PEOPLE; i++) {
            crowd.people.add(Person.register(api, "person-" + i));
        }
        for (int i = 0; i < size.rooms(); i++) {
            crowd.addRoom("Room " + i, size.perSecond(), random);
        }
        crowd.everywhere.add(
                new Everywhere(
                        crowd.people.get(ABSENT),
                        crowd.rooms,
                        crowd.surroundings,
                        random.nextLong()));
        for (int i = 0; i < DOORS; i++) {
            crowd.doors.add(crowd.createRoom("Door " + i));
        }
        for (int i = 0; i < Math.min(size.visitors(), size.rooms()); i++) {
            Person visitor = Person.register(api, "visitor-" + i);
            crowd.visitors.add(
                    new Visitor(
                            visitor, crowd.rooms.get(i), crowd.surroundings, random.nextLong()));
        }
        return crowd;
    }

    private UUID createRoom(String name) throws IOException {
        return people.getFirst()
                .createRoom(name, people.stream().skip(1).map(Person::name).toList());
    }

    private void addRoom(String name, int perSecond, Random random) throws IOException {
        UUID room = createRoom(name);
        rooms.add(room);
        for (Person talker : people.subList(0, TALKERS)) {
            var participant = new Participant(talker, room, surroundings, random.nextLong());
            senders.add(new Sender(participant, surroundings, perSecond, random.nextLong()));
        }
        for (int listener : List.of(LISTENER, READER)) {
            var participant =
                    new Participant(people.get(listener), room, surroundings, random.nextLong());
            listeners.add(participant);
            readers.add(new Reader(participant, history, listener == READER));
        }
    }

    /** Begins to talk and to listen. */
    public void start() {
        senders.forEach(Sender::start);
        listeners.forEach(Participant::start);
        everywhere.forEach(Everywhere::start);
        readers.forEach(Reader::start);
        visitors.forEach(Visitor::start);
    }

    public Progress progress() {
        return progress;
    }

    /** Does something with about half of all sockets. */
    public void forSome(Random random, Consumer<Connected> action) {
        var all = new ArrayList<Connected>(participants());
        all.addAll(everywhere);
        all.stream().filter(_ -> random.nextBoolean()).forEach(action);
    }

    /** Everybody asks again for what was answered lately. */
    public void repeatAll() {
        senders.forEach(Sender::repeatAll);
    }

    /**
     * Lets everybody come to an end, and waits until each has what the others have.
     *
     * @param patience for everybody together, first for the answers and then for the rest
     * @return whether every request came to an end in that time
     */
    public boolean finish(Duration patience) throws IOException, InterruptedException {
        senders.forEach(Sender::finish);
        visitors.forEach(Visitor::close);
        readers.forEach(Reader::close);
        boolean isAnswered = true;
        long answersEnd = System.nanoTime() + patience.toNanos();
        for (Sender sender : senders) {
            isAnswered &= sender.awaitAnswers(answersEnd);
        }
        for (Visitor visitor : visitors) {
            isAnswered &= visitor.awaitAnswers(answersEnd);
        }
        long end = System.nanoTime() + patience.toNanos();
        for (Participant participant : participants()) {
            awaitHead(participant.person(), participant.room(), participant::position, end);
        }
        for (Everywhere one : everywhere) {
            for (UUID room : rooms) {
                awaitHead(one.person(), room, () -> one.position(room), end);
            }
        }
        return isAnswered;
    }

    private void awaitHead(Person person, UUID room, LongSupplier position, long end)
            throws IOException {
        long head = new Evidence(history).head(person, room);
        while (position.getAsLong() < head && System.nanoTime() - end < 0) {
            Pauses.aMoment();
        }
        history.add(new Entry.Ended(person.name(), room, position.getAsLong()));
    }

    /** Opens sockets of quiet rooms while a single message is sent there, so many times each. */
    public void crossDoorsteps(int times, Random random) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (UUID door : doors) {
            var step =
                    new Doorstep(
                            people.get(0), people.get(1), door, surroundings, random.nextLong());
            threads.add(Thread.ofVirtual().start(() -> step.cross(times)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Reads what REST has of all rooms, when all is quiet and everybody has closed. */
    public void readEvidence() throws IOException {
        var evidence = new Evidence(history);
        for (UUID door : doors) {
            evidence.readLog(people.get(0), door);
        }
        for (UUID room : rooms) {
            evidence.readLog(people.get(0), room);
            evidence.readLog(people.get(LISTENER), room);
            evidence.readPages(people.get(ABSENT), room);
            evidence.count(people.get(ABSENT), room);
            evidence.count(people.get(LISTENER), room);
            evidence.count(people.get(READER), room);
        }
    }

    private List<Participant> participants() {
        var all = new ArrayList<>(listeners);
        senders.forEach(sender -> all.add(sender.participant()));
        return all;
    }

    @Override
    public void close() {
        readers.forEach(Reader::close);
        visitors.forEach(Visitor::close);
        senders.forEach(Sender::close);
        listeners.forEach(Participant::close);
        everywhere.forEach(Everywhere::close);
    }
}
