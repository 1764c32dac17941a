package io.tertulia.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.bench.load.Dialogue.Seat;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A chat server with rooms on a port of this machine, whose manners a test decides. What is said
 * comes to everybody in a room in one order, as far as the manners let it.
 */
final class TinyServer implements AutoCloseable {

    private static final byte[] REFUSAL =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);

    private final ServerSocket listener;
    private final Manners manners;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Place, OutputStream> present = new HashMap<>();
    private final List<Said> heard = new CopyOnWriteArrayList<>();
    private int refusals;

    /** What comes to whom. */
    interface Manners {
        /** The frames that a member is sent when somebody in the room has said something. */
        List<byte[]> show(Said said, int receiver);
    }

    private record Place(int room, int member) {}

    /** A message, and what its marker says. */
    record Said(String content, int room, int member, int number, long dueNanos) {

        static Said of(String content) {
            return new Said(
                    content,
                    Integer.parseInt(content, 1, 4, 16),
                    Integer.parseInt(content, 4, 7, 16),
                    Integer.parseInt(content, 7, 13, 16),
                    Long.parseLong(content, 13, 25, 16));
        }

        /** Whether it is the message of so high a number that the first member of room 0 says. */
        boolean isFirstMembers(int itsNumber) {
            return room == 0 && member == 0 && number == itsNumber;
        }

        byte[] frame() {
            return ServerFrames.text("{\"content\":\"" + content + "\"}");
        }
    }

    TinyServer(Manners manners) throws IOException {
        this.manners = manners;
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        var _ = threads.submit(this::listen);
    }

    /** One that loses, repeats and reorders nothing. */
    static TinyServer honest() throws IOException {
        return new TinyServer((said, _) -> List.of(said.frame()));
    }

    /** Refuses so many that come next. */
    synchronized TinyServer refuseNext(int count) {
        refusals = count;
        return this;
    }

    List<Seat> seats(int rooms, int members) {
        var seats = new ArrayList<Seat>();
        for (int room = 0; room < rooms; room++) {
            for (int member = 0; member < members; member++) {
                String target = "/%d/%d".formatted(room, member);
                seats.add(new Seat(room, member, listener.getLocalPort(), target, null));
            }
        }
        return seats;
    }

    /** All that was said, in the order in which it came. */
    List<Said> heard() {
        return List.copyOf(heard);
    }

    private Void listen() throws IOException {
        while (true) {
            Socket socket = listener.accept();
            var _ = threads.submit(() -> serve(socket));
        }
    }

    private Void serve(Socket socket) throws IOException {
        try (socket) {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            Place place = place(head(in));
            if (comesIn(place, socket.getOutputStream())) {
                while (true) {
                    spread(place, Said.of(text(in)));
                }
            }
        }
        return null;
    }

    private static String head(DataInputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private static Place place(String head) {
        String[] target = head.split(" ", -1)[1].split("/", -1);
        return new Place(Integer.parseInt(target[1]), Integer.parseInt(target[2]));
    }

    private synchronized boolean comesIn(Place place, OutputStream out) throws IOException {
        if (refusals > 0) {
            refusals--;
            out.write(REFUSAL);
            return false;
        }
        out.write(ServerFrames.UPGRADE);
        present.put(place, out);
        return true;
    }

    private static String text(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        in.readInt();
        return new String(in.readNBytes(length), UTF_8);
    }

    private synchronized void spread(Place from, Said said) {
        heard.add(said);
        // Who has gone is no matter of whoever has just spoken.
        present.entrySet()
                .removeIf(
                        each ->
                                each.getKey().room() == from.room()
                                        && !takes(
                                                each.getValue(),
                                                manners.show(said, each.getKey().member())));
    }

    private static boolean takes(OutputStream out, List<byte[]> frames) {
        try {
            for (byte[] frame : frames) {
                out.write(frame);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
