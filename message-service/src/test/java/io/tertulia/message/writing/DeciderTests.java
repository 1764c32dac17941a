package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.message.Attachment;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageContent;
import io.tertulia.events.message.MessageType;
import io.tertulia.events.message.Refusal;
import io.tertulia.events.room.Role;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.ChangeType;
import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.Upload;
import io.tertulia.message.log.UploadState;
import io.tertulia.message.writing.Decision.Refused;
import io.tertulia.message.writing.Decision.Unchanged;
import io.tertulia.test.People;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeciderTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final UUID room = UUID.randomUUID();
    private final Map<RoomUser, Role> roles = new HashMap<>();
    private final Set<UUID> closed = new HashSet<>();
    private final Map<UUID, Upload> uploads = new HashMap<>();
    private final UUID spent = UUID.randomUUID();
    private final LogState state =
            new LogState(
                    Map.of(),
                    new LogState.Participants(roles, closed),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    new LogState.Uploads(uploads, Set.of(spent), Duration.ofHours(24)));
    private final Ask ana = participant("ana", Role.MEMBER);
    private final Ask bob = participant("bob", Role.MEMBER);
    private long offset;

    private Ask participant(String name, Role role) {
        User user = People.someone(name);
        roles.put(new RoomUser(room, user.id()), role);
        return new Ask(room, user);
    }

    private LogOffset nextOffset() {
        return new LogOffset("epoch", 0, offset++);
    }

    private Decision decide(MessageCommand command) {
        return Decider.decide(state, command, nextOffset(), NOON);
    }

    private Change change(MessageCommand command) {
        assertThat(decide(command)).isInstanceOf(Decision.Changed.class);
        offset--;
        var change = ((Decision.Changed) decide(command)).change();
        state.apply(change);
        return change;
    }

    private void refuses(MessageCommand command, Refusal code) {
        assertThat(decide(command)).isEqualTo(new Decision.Refused(code));
    }

    @Test
    void numbersMessagesAndChangesApart() {
        Change first = change(ana.send("one"));
        Change edit = change(ana.edit(first.after().id(), "uno"));
        Change second = change(bob.send("two"));

        assertThat(first.seq()).isEqualTo(1);
        assertThat(edit.seq()).isEqualTo(2);
        assertThat(second.seq()).isEqualTo(3);
        assertThat(edit.head().lastNumber()).isEqualTo(1);
        assertThat(second.after().number()).isEqualTo(2);
        assertThat(second.after().seq()).isEqualTo(3);
        assertThat(second.after().createdAt()).isEqualTo(NOON);
    }

    @Test
    void changesNothingByDeciding() {
        decide(ana.send("one"));

        assertThat(state.head(room).lastSeq()).isZero();
        assertThat(state.heads()).isEmpty();
    }

    @Test
    void countsWhatEachSenderSent() {
        change(ana.send("one"));
        Change second = change(ana.send("two"));
        Change ofBob = change(bob.send("three"));

        assertThat(second.senderCount()).isEqualTo(2);
        assertThat(ofBob.senderCount()).isEqualTo(1);
    }

    @Test
    void tellsAReplayFromARepeat() {
        var send = ana.send("once");
        LogOffset origin = nextOffset();
        var decided = Decider.decide(state, send, origin, NOON);
        Change first = ((Decision.Changed) decided).change();
        state.apply(first);

        assertThat(Decider.decide(state, send, origin, NOON))
                .isEqualTo(new Decision.Replayed(first));
        assertThat(decide(send)).isEqualTo(new Decision.Unchanged(send.id(), 1, true));
    }

    @Test
    void whatChangedNothingChangesNothingWhenItIsReplayed() {
        Ask eve = new Ask(room, People.someone("eve"));
        UUID id = change(ana.send("a")).after().id();
        var back = ana.edit(id, "a");
        var refused = eve.send("let me in");
        LogOffset ofBack = nextOffset();
        LogOffset ofRefused = nextOffset();
        assertThat(Decider.decide(state, back, ofBack, NOON)).isInstanceOf(Unchanged.class);
        assertThat(Decider.decide(state, refused, ofRefused, NOON)).isInstanceOf(Refused.class);
        change(ana.edit(id, "b"));
        roles.put(new RoomUser(room, eve.by().id()), Role.MEMBER);

        assertThat(Decider.decide(state, back, ofBack, NOON)).isEqualTo(new Decision.Passed());
        assertThat(Decider.decide(state, refused, ofRefused, NOON).reply()).isNull();
        assertThat(Decider.decide(state, back, new LogOffset("other", 0, 0), NOON))
                .isInstanceOf(Decision.Changed.class);
        assertThat(Decider.decide(state, back, new LogOffset("epoch", 1, 0), NOON))
                .isInstanceOf(Decision.Changed.class);
    }

    @Test
    void aRepeatIsAnsweredEvenAfterItsSenderLeftAndTheRoomWasClosed() {
        var send = ana.send("once");
        change(send);
        roles.clear();
        closed.add(room);

        assertThat(decide(send)).isEqualTo(new Decision.Unchanged(send.id(), 1, true));
    }

    @Test
    void anIdBelongsToItsSenderRoomAndPurpose() {
        var send = ana.send("mine");
        change(send);
        UUID otherRoom = UUID.randomUUID();
        roles.put(new RoomUser(otherRoom, ana.by().id()), Role.MEMBER);

        refuses(bob.send(send.id(), "mine", null), Refusal.ID_TAKEN);
        refuses(new Ask(otherRoom, ana.by()).send(send.id(), "mine", null), Refusal.ID_TAKEN);
        refuses(
                new MessageCommand.EditMessage(send.id(), room, ana.by(), send.id(), "x"),
                Refusal.ID_TAKEN);
    }

    @Test
    void refusesStrangersAndClosedRooms() {
        refuses(new Ask(room, People.someone("eve")).send("hello"), Refusal.NOT_A_PARTICIPANT);
        closed.add(room);
        refuses(ana.send("hello"), Refusal.ROOM_CLOSED);
    }

    @Test
    void refusesTextThatIsNotNormal() {
        refuses(ana.send(""), Refusal.INVALID);
        refuses(ana.send("cancio\u0301n"), Refusal.INVALID);
        refuses(ana.send("x".repeat(MessageContent.LONGEST + 1)), Refusal.INVALID);
        UUID id = change(ana.send("fine")).after().id();
        refuses(ana.edit(id, "a\u0007"), Refusal.INVALID);
    }

    @Test
    void quotesOnlyMessagesOfTheSameRoom() {
        UUID first = change(ana.send("question")).after().id();
        UUID otherRoom = UUID.randomUUID();
        roles.put(new RoomUser(otherRoom, bob.by().id()), Role.MEMBER);

        Message reply = change(bob.send(UUID.randomUUID(), "answer", first)).after();
        assertThat(reply.replyTo())
                .isEqualTo(new Message.RepliedMessage(first, ana.by(), "question"));
        refuses(
                new Ask(otherRoom, bob.by()).send(UUID.randomUUID(), "leak", first),
                Refusal.UNKNOWN_REPLY);
    }

    private UUID upload(Ask by, UUID where, UploadState state, boolean isPicture) {
        return upload(UUID.randomUUID(), by, where, state, isPicture);
    }

    private UUID upload(UUID id, Ask by, UUID where, UploadState state, boolean isPicture) {
        Integer side = isPicture ? 100 : null;
        var attachment = new Attachment(id, "a", "image/png", 9, "/a/", side, side, null);
        var who = new RoomUser(where, by.by().id());
        uploads.put(id, new Upload(id, who, state, NOON.minus(Duration.ofHours(24)), attachment));
        return id;
    }

    private MessageCommand.SendMessage send(Ask by, String content, MessageType type, UUID id) {
        return new MessageCommand.SendMessage(
                UUID.randomUUID(), by.room(), by.by(), content, type, null, id);
    }

    private MessageCommand.SendMessage send(Ask by, UUID attachment) {
        return send(by, "", MessageType.TEXT, attachment);
    }

    @Test
    void attachesAnUploadOnce() {
        UUID id = upload(ana, room, UploadState.READY, true);

        Message message = change(send(ana, id)).after();

        assertThat(message.attachment()).isNotNull();
        assertThat(message.attachment().id()).isEqualTo(id);
        assertThat(message.messageType()).isEqualTo(MessageType.IMAGE);
        refuses(send(ana, id), Refusal.UNKNOWN_ATTACHMENT);
    }

    @Test
    void aMessageSentAgainKeepsItsAttachment() {
        var send = send(ana, upload(ana, room, UploadState.READY, true));
        change(send);

        assertThat(decide(send)).isEqualTo(new Decision.Unchanged(send.id(), 1, true));
    }

    @Test
    void refusesUploadsThatAreNotTheSendersToSendHere() {
        UUID otherRoom = UUID.randomUUID();
        UUID expired = upload(ana, room, UploadState.READY, true);
        uploads.computeIfPresent(
                expired,
                (id, it) ->
                        new Upload(
                                id,
                                it.by(),
                                it.state(),
                                it.since().minusMillis(1),
                                it.attachment()));

        for (UUID id :
                List.of(
                        UUID.randomUUID(),
                        upload(bob, room, UploadState.READY, true),
                        upload(ana, otherRoom, UploadState.READY, true),
                        upload(ana, room, UploadState.SENT, true),
                        upload(ana, room, UploadState.DOOMED, true),
                        expired,
                        upload(spent, ana, room, UploadState.READY, true))) {
            refuses(send(ana, id), Refusal.UNKNOWN_ATTACHMENT);
        }
    }

    @Test
    void whatAMessageIsFollowsFromWhatIsAttached() {
        for (MessageType asked : MessageType.values()) {
            MessageType ofPicture =
                    asked == MessageType.FILE ? MessageType.FILE : MessageType.IMAGE;
            UUID picture = upload(ana, room, UploadState.READY, true);
            UUID file = upload(ana, room, UploadState.READY, false);

            assertThat(change(send(ana, "", asked, picture)).after().messageType())
                    .isEqualTo(ofPicture);
            assertThat(change(send(ana, "", asked, file)).after().messageType())
                    .isEqualTo(MessageType.FILE);
            assertThat(
                            change(
                                            new MessageCommand.SendMessage(
                                                    UUID.randomUUID(),
                                                    room,
                                                    ana.by(),
                                                    "x",
                                                    asked,
                                                    null,
                                                    null))
                                    .after()
                                    .messageType())
                    .isEqualTo(asked);
        }
    }

    @Test
    void onlyWithAnAttachmentAMessageMaySayNothing() {
        UUID id = upload(ana, room, UploadState.READY, true);
        refuses(send(ana, " ", MessageType.TEXT, id), Refusal.INVALID);
        Message message = change(send(ana, "look", MessageType.TEXT, id)).after();

        assertThat(change(ana.edit(message.id(), "")).after().content()).isEmpty();
        UUID plain = change(ana.send("plain")).after().id();
        refuses(ana.edit(plain, ""), Refusal.INVALID);
    }

    @Test
    void aDeletedMessageShowsNoAttachment() {
        UUID id = upload(ana, room, UploadState.READY, true);
        Message message = change(send(ana, id)).after();

        assertThat(change(ana.delete(message.id())).after().attachment()).isNull();
    }

    @Test
    void letsOnlyTheSenderEdit() {
        Ask owner = participant("owner", Role.OWNER);
        UUID id = change(ana.send("frist")).after().id();

        refuses(owner.edit(id, "mine"), Refusal.NOT_THE_SENDER);
        Change edited = change(ana.edit(id, "first"));
        assertThat(edited.type()).isEqualTo(ChangeType.MESSAGE_EDITED);
        assertThat(edited.after().content()).isEqualTo("first");
        assertThat(edited.after().editedAt()).isEqualTo(NOON);
        assertThat(edited.after().seq()).isEqualTo(1);
    }

    @Test
    void anEditThatChangesNothingIsNoChange() {
        UUID id = change(ana.send("same")).after().id();

        assertThat(decide(ana.edit(id, "same"))).isEqualTo(new Decision.Unchanged(id, 1, false));
    }

    @Test
    void letsTheSenderAndModeratorsDelete() {
        Ask admin = participant("admin", Role.ADMIN);
        UUID first = change(ana.send("one")).after().id();
        UUID second = change(ana.send("two")).after().id();

        refuses(bob.delete(first), Refusal.NOT_THE_SENDER);
        change(ana.delete(first));
        Message deleted = change(admin.delete(second)).after();
        assertThat(deleted.content()).isEmpty();
        assertThat(deleted.isDeleted()).isTrue();
        assertThat(deleted.number()).isEqualTo(2);
    }

    @Test
    void aDeletedMessageStaysAsItIs() {
        UUID id = change(ana.send("gone")).after().id();
        change(bob.react(id, "👍"));
        Message deleted = change(ana.delete(id)).after();

        assertThat(deleted.reactions()).isEmpty();
        refuses(ana.delete(id), Refusal.ALREADY_DELETED);
        refuses(ana.edit(id, "back"), Refusal.ALREADY_DELETED);
        refuses(bob.react(id, "👍"), Refusal.ALREADY_DELETED);
    }

    @Test
    void refusesMessagesThatAreNotInTheRoom() {
        UUID id = change(ana.send("here")).after().id();
        UUID otherRoom = UUID.randomUUID();
        roles.put(new RoomUser(otherRoom, ana.by().id()), Role.OWNER);

        refuses(ana.edit(UUID.randomUUID(), "x"), Refusal.UNKNOWN_MESSAGE);
        refuses(new Ask(otherRoom, ana.by()).delete(id), Refusal.UNKNOWN_MESSAGE);
    }

    @Test
    void countsAReactionOfAPersonOnce() {
        UUID id = change(ana.send("vote")).after().id();
        change(ana.react(id, "👍"));
        Change second = change(bob.react(id, "👍"));

        assertThat(second.after().reactions()).isEqualTo(Map.of("👍", 2));
        assertThat(second.emojis()).containsExactly("👍");
        assertThat(decide(bob.react(id, "👍"))).isEqualTo(new Decision.Unchanged(id, 3, false));
        assertThat(decide(bob.takeBack(id, "🎉"))).isInstanceOf(Decision.Unchanged.class);
        assertThat(change(bob.takeBack(id, "👍")).after().reactions()).isEqualTo(Map.of("👍", 1));
        assertThat(change(ana.takeBack(id, "👍")).after().reactions()).isEmpty();
    }

    @Test
    void boundsReactions() {
        UUID id = change(ana.send("vote")).after().id();
        for (int i = 0; i < Emoji.MOST; i++) {
            change(ana.react(id, Character.toString(0x1F600 + i)));
        }

        refuses(ana.react(id, "🎉"), Refusal.TOO_MANY_REACTIONS);
        assertThat(decide(bob.react(id, Character.toString(0x1F600))))
                .isInstanceOf(Decision.Changed.class);
        refuses(bob.react(id, "x".repeat(Emoji.LONGEST + 1)), Refusal.INVALID);
        refuses(bob.react(id, "a b"), Refusal.INVALID);
    }

    @Test
    void answersAProbeOfAnybody() {
        assertThat(decide(new Ask(UUID.randomUUID(), People.someone("eve")).probe()))
                .isEqualTo(new Decision.Alive());
    }
}
