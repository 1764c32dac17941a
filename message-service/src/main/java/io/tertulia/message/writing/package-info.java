/**
 * The single writer of every room.
 *
 * <p><b>Context.</b> A room's changes must get the places 1, 2, 3… without a hole or a repeat,
 * nothing acknowledged may be lost, and any process may die at any instruction. Locks and counters
 * in the database cost a round trip for each message and need a cleaner for what dead owners leave
 * behind; storing and publishing as two independent acts loses one of them sooner or later.
 *
 * <p><b>Decision.</b> All changes are commands in one Kafka topic, keyed by room. Of all instances
 * of this service the one that owns a partition is the writer of its rooms. {@link WriterLoop}
 * takes a poll's worth of commands at a time; {@link BatchWriter} does, in this order:
 *
 * <ol>
 *   <li>decides all of them ({@link Decider}, a pure function on {@link LogState});
 *   <li>appends the changes to {@code changes}, ordered: the gate. The unique {@code _id}
 *       "room:seq" lets one writer only give a place away, the unique {@code command_id} lets a
 *       command be applied only once, and an ordered insert stores a prefix, so there is never a
 *       hole. Whoever is refused here knew too little, and reads and decides again;
 *   <li>brings {@code messages}, {@code reactions}, {@code senders} and {@code uploads} to at least
 *       these states, then the heads in {@code rooms}, so that readers below the head see
 *       everything;
 *   <li>publishes the events and waits for Kafka to have them;
 *   <li>replies to whom no event answers.
 * </ol>
 *
 * <p>Five times a second, and when it stops, it stores as a partition's position where the last
 * batch that went through all of this has ended. So a crash is followed by the commands of the last
 * moment once more, and a batch does not pay for its position.
 *
 * <p>On assignment a partition is read from its position in MongoDB, not from Kafka's committed
 * offset: so the position is not ahead of the data, not even where both were restored from one
 * backup. Such a database gets the commands again that it lost, as far back as Kafka keeps them;
 * but who took part in which room is not restored with it: the projection of room events goes on
 * from where Kafka's group stood, so what joined or left in between is known again only once that
 * group is set back, and commands may meanwhile be refused that were allowed before.
 *
 * <p>Everything before a position is stored <em>and</em> published, so reading from there again
 * repeats at most what the consumers of events drop as seen: commands found in {@code changes} with
 * the very same offset are replays, and their events are published again with the same id and the
 * same seq. Found with another offset, it is a client's repeat: only its reply is given again.
 *
 * <p>A command that changed nothing leaves no trace in {@code changes}. So the head of a room says
 * where the command behind its last change stood: one that stands before that is decided already,
 * and can change nothing any more, whatever it would change today. Offsets are compared within an
 * epoch only: a topic that is made anew, or that lost its end, gives the same ones again. Of a
 * batch in which something is refused, the end is stored before the replies: what is replayed after
 * a crash is decided again, and might be allowed this time, so nobody may have heard of it.
 *
 * <p><b>Two writers at once.</b> Consumer groups exclude that only for members that keep their
 * session: one that was stopped and continued goes on with what it has in hand. What it may do then
 * is harmless: the gate refuses its places, {@code $max} on states, heads and positions never goes
 * back, and its events carry ids and seqs that were published before. The gate is what correctness
 * leans on; the group is only there so that it seldom has anything to do.
 *
 * <p><b>When something is away.</b> MongoDB or Kafka away stops the partitions: the batch is tried
 * again with growing pauses, polling paused partitions meanwhile so that the group keeps us, and is
 * never skipped. Only a record that can never be applied, whoever tries, goes to the dead letters.
 *
 * <p><b>Consequences.</b> Order and numbering cost nothing, a burst makes bigger batches, a restart
 * refuses nobody. The price: an answer takes two trips through Kafka; a partition's rooms wait
 * while its owner is replaced (the session's time-out); events may be published twice after a
 * crash.
 */
@NullMarked
package io.tertulia.message.writing;

import org.jspecify.annotations.NullMarked;
