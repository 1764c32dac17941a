package io.tertulia.realtime.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tertulia.events.message.MessageType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: every frame of the seeds and the contract is understood, every other one is answered. */
class FrameParserTests {

    private static final UUID ROOM = UUID.randomUUID();
    private static final String ID = "0e7a7f0e-50f5-4bd9-8f0c-5b0b0c6b7a11";
    private static final UUID MESSAGE = UUID.fromString(ID);

    private final FrameParser parser = new FrameParser();

    @Test
    void readsTheSeedsSendMessage() throws BadFrame {
        var frame =
                (ClientFrame.SendMessage)
                        action(
                                "{'action':'send_message','content':'Hola mundo!',"
                                        + "'message_type':'text','reply_to_id':'"
                                        + ID
                                        + "'}");

        assertThat(frame.content()).isEqualTo("Hola mundo!");
        assertThat(frame.messageType()).isEqualTo(MessageType.TEXT);
        assertThat(frame.replyToId()).isEqualTo(MESSAGE);
        assertThat(frame.clientId()).isNull();
    }

    @Test
    void readsAnAttachmentWithOrWithoutContent() throws BadFrame {
        for (String content : List.of("", ",'content':null", ",'content':''", ",'content':' '")) {
            var frame =
                    (ClientFrame.SendMessage)
                            action(
                                    "{'action':'send_message','attachment_id':'"
                                            + ID
                                            + "','message_type':'image'"
                                            + content
                                            + "}");

            assertThat(frame.attachmentId()).isEqualTo(MESSAGE);
            assertThat(frame.content()).isEmpty();
            assertThat(frame.messageType()).isEqualTo(MessageType.IMAGE);
        }
        var signal =
                (ClientFrame.SendMessage)
                        signal(
                                "{'type':'new_message','message':{'content':'x','attachment_id':'"
                                        + ID
                                        + "'}}");
        assertThat(signal.attachmentId()).isEqualTo(MESSAGE);
        assertThat(signal.content()).isEqualTo("x");
    }

    @Test
    void takesIdAndClientIdAndNormalisesTheContent() throws BadFrame {
        var frame =
                (ClientFrame.SendMessage)
                        action(
                                "{'action':'send_message','id':'"
                                        + ID
                                        + "','client_id':'c','content':'Cancio\\u0301n\\u0000'}");

        assertThat(frame.id()).isEqualTo(MESSAGE);
        assertThat(frame.clientId()).isEqualTo("c");
        assertThat(frame.content()).isEqualTo("Canci\u00f3n");
    }

    @Test
    void readsTheOtherActions() throws BadFrame {
        assertThat(action("{'action':'typing','is_typing':true}"))
                .isEqualTo(new ClientFrame.Typing(null, ROOM, true));
        assertThat(action("{'action':'mark_read','message_ids':['" + ID + "']}"))
                .isEqualTo(new ClientFrame.MarkRead(null, ROOM, List.of(MESSAGE)));
        assertThat(action("{'action':'edit_message','message_id':'" + ID + "','content':'x'}"))
                .isEqualTo(new ClientFrame.EditMessage(null, ROOM, MESSAGE, "x"));
        assertThat(action("{'action':'delete_message','message_id':'" + ID + "'}"))
                .isEqualTo(new ClientFrame.DeleteMessage(null, ROOM, MESSAGE));
        assertThat(action("{'action':'add_reaction','message_id':'" + ID + "','emoji':'+'}"))
                .isEqualTo(new ClientFrame.AddReaction(null, ROOM, MESSAGE, "+"));
        assertThat(action("{'action':'remove_reaction','message_id':'" + ID + "','emoji':'+'}"))
                .isEqualTo(new ClientFrame.RemoveReaction(null, ROOM, MESSAGE, "+"));
        assertThat(action("{'action':'ping','client_id':'p'}"))
                .isEqualTo(new ClientFrame.Ping("p"));
    }

    @Test
    void acceptsAFrameThatNamesItsRoom() throws BadFrame {
        assertThat(action("{'action':'ping','room':'" + ROOM + "'}"))
                .isEqualTo(new ClientFrame.Ping(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ACTIONS | {'action':'send_message','content':'x'R}",
                "ACTIONS | {'action':'edit_message','message_id':'" + ID + "','content':'x'R}",
                "ACTIONS | {'action':'delete_message','message_id':'" + ID + "'R}",
                "ACTIONS | {'action':'add_reaction','message_id':'" + ID + "','emoji':'+'R}",
                "ACTIONS | {'action':'remove_reaction','message_id':'" + ID + "','emoji':'+'R}",
                "ACTIONS | {'action':'mark_read','message_ids':[]R}",
                "ACTIONS | {'action':'typing','is_typing':true,'client_id':'c'R}",
                "SIGNALS | {'type':'typing_start'R}",
                "SIGNALS | {'type':'typing_stop'R}",
                "SIGNALS | {'type':'new_message','message':{'content':'x'}R}",
                "SIGNALS | {'type':'new_message','message':{'content':'x'R}}",
            })
    void takesTheRoomFromTheFrameWhereTheSocketHasAll(Dialect dialect, String json)
            throws BadFrame {
        UUID other = UUID.randomUUID();
        String named = json.replace("R", ",'room':'%s'".formatted(other));
        var frame = (ClientFrame.InRoom) parser.parse(bytes(named), dialect, null);
        assertThat(frame.room()).isEqualTo(other);

        for (String missing : List.of("", ",'room':null")) {
            byte[] nowhere = bytes(json.replace("R", missing));
            BadFrame bad =
                    catchThrowableOfType(
                            BadFrame.class, () -> parser.parse(nowhere, dialect, null));
            assertThat(bad.code()).isEqualTo("invalid");
            assertThat(bad.detail()).startsWith("room must be");
        }
    }

    @Test
    void needsNoRoomForAPing() throws BadFrame {
        assertThat(parser.parse(bytes("{'action':'ping'}"), Dialect.ACTIONS, null))
                .isEqualTo(new ClientFrame.Ping(null));
    }

    @Test
    void believesNoRoomInsideAMessageWhereTheSocketHasOne() throws BadFrame {
        var frame =
                (ClientFrame.SendMessage)
                        signal(
                                "{'type':'new_message','message':{'content':'x','room':'"
                                        + ID
                                        + "'}}");

        assertThat(frame.room()).isEqualTo(ROOM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no json | malformed",
                "[1] | malformed",
                "`` | malformed",
                "{'action':1} | invalid",
                "{} | invalid",
                "{'action':'dance'} | unknown_action",
                "{'action':'send_message'} | invalid",
                "{'action':'send_message','content':7} | invalid",
                "{'action':'send_message','content':' '} | invalid",
                "{'action':'send_message','content':'x','id':'1'} | invalid",
                "{'action':'send_message','content':'x','message_type':'film'} | invalid",
                "{'action':'send_message','attachment_id':'x'} | invalid",
                "{'action':'send_message','attachment_id':'" + ID + "','content':7} | invalid",
                "{'action':'send_message','attachment_id':null} | invalid",
                "{'action':'typing','is_typing':'yes'} | invalid",
                "{'action':'mark_read','message_ids':'all'} | invalid",
                "{'action':'mark_read','message_ids':['x']} | invalid",
                "{'action':'edit_message','content':'x'} | invalid",
                "{'action':'delete_message','message_id':'1-1-1-1-1'} | invalid",
                "{'action':'add_reaction','message_id':'" + ID + "','emoji':''} | invalid",
                "{'action':'ping','client_id':5} | invalid",
                "{'action':'ping','room':'" + ID + "'} | wrong_room",
                "{'type':'typing_start'} | invalid",
            })
    void namesWhatIsWrongWithAnAction(String json, String code) {
        BadFrame bad = catchThrowableOfType(BadFrame.class, () -> action(json));

        assertThat(bad.code()).isEqualTo(code);
        assertThat(bad.detail()).isNotBlank();
    }

    @Test
    void boundsContentAndClientId() {
        String long4001 = "\uD83D\uDE00".repeat(4_001);
        BadFrame tooLong =
                catchThrowableOfType(
                        BadFrame.class,
                        () ->
                                action(
                                        "{'action':'send_message','client_id':'c','content':'"
                                                + long4001
                                                + "'}"));
        BadFrame longId =
                catchThrowableOfType(
                        BadFrame.class,
                        () -> action("{'action':'ping','client_id':'" + "i".repeat(129) + "'}"));

        assertThat(tooLong.code()).isEqualTo("invalid");
        assertThat(tooLong.clientId()).isEqualTo("c");
        assertThat(longId.clientId()).isNull();
    }

    @Test
    void readsTheSeedsSignals() throws BadFrame {
        assertThat(signal("{'type':'typing_start'}"))
                .isEqualTo(new ClientFrame.Typing(null, ROOM, true));
        assertThat(signal("{'type':'typing_stop'}"))
                .isEqualTo(new ClientFrame.Typing(null, ROOM, false));
        var frame =
                (ClientFrame.SendMessage)
                        signal(
                                "{'type':'new_message','message':{'id':'123','content':'Hola!',"
                                        + "'sender':{'id':'x'},'created_at':'2024-01-01'}}");

        assertThat(frame.content()).isEqualTo("Hola!");
        assertThat(frame.id().version()).isEqualTo(4);
        assertThat(
                        ((ClientFrame.SendMessage)
                                        signal(
                                                "{'type':'new_message','message':{'id':'"
                                                        + ID
                                                        + "','content':'x'}}"))
                                .id())
                .isEqualTo(MESSAGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'action':'ping'} | invalid",
                "{'type':'dance'} | unknown_action",
                "{'type':'new_message'} | invalid",
                "{'type':'new_message','message':'x'} | invalid",
                "{'type':'new_message','message':{}} | invalid",
            })
    void namesWhatIsWrongWithASignal(String json, String code) {
        assertThat(catchThrowableOfType(BadFrame.class, () -> signal(json)).code()).isEqualTo(code);
    }

    private ClientFrame action(String json) throws BadFrame {
        return parser.parse(bytes(json), Dialect.ACTIONS, ROOM);
    }

    private ClientFrame signal(String json) throws BadFrame {
        return parser.parse(bytes(json), Dialect.SIGNALS, ROOM);
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }
}
