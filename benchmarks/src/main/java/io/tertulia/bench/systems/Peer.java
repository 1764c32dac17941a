package io.tertulia.bench.systems;

import io.tertulia.bench.load.Dialogue;
import io.tertulia.bench.load.Dialogue.Seat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the systems under {@code benchmarks/peers}, whose README has what they speak. */
final class Peer implements Subject {

    private static final Pattern READY = Pattern.compile("ready ([0-9,]+) pids=([0-9,]+)");

    private final Process process;
    private final PeerDialogue dialogue;
    private final List<Integer> ports;
    private final ProcessTree processes;
    private int rooms;

    private Peer(Process process, PeerDialogue dialogue, List<Long> ports, List<Long> pids) {
        this.process = process;
        this.dialogue = dialogue;
        this.ports = ports.stream().map(Math::toIntExact).toList();
        this.processes = new ProcessTree(pids);
    }

    /** Starts one and waits until it is ready. */
    static Peer start(Path peers, PeerDialogue dialogue, List<String> options) throws IOException {
        var command = new ArrayList<String>();
        command.add(peers.resolve(dialogue.folder()).resolve("run").toString());
        command.add("0");
        command.addAll(options);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        Matcher ready = READY.matcher(line == null ? "" : line);
        if (!ready.matches()) {
            process.destroy();
            throw new IOException(dialogue.folder() + " did not start: " + line);
        }
        return new Peer(process, dialogue, numbers(ready.group(1)), numbers(ready.group(2)));
    }

    private static List<Long> numbers(String list) {
        return Arrays.stream(list.split(",", -1)).map(Long::valueOf).toList();
    }

    @Override
    public Dialogue dialogue() {
        return dialogue;
    }

    @Override
    public ProcessTree processes() {
        return processes;
    }

    @Override
    public boolean isOneOrder() {
        return dialogue.isOneOrder();
    }

    @Override
    public List<Seat> seats(int count, int members) {
        var seats = new ArrayList<Seat>();
        for (int room = 0; room < count; room++) {
            for (int member = 0; member < members; member++) {
                int port = ports.get(member % ports.size());
                String target = dialogue.target(rooms + room, member);
                seats.add(new Seat(room, member, port, target, null));
            }
        }
        rooms += count;
        return seats;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
