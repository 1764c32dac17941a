package io.tertulia.test.frames;

import static io.tertulia.test.frames.FrameCase.answers;
import static io.tertulia.test.frames.FrameCase.errs;
import static io.tertulia.test.frames.WireFrame.text;

import java.util.List;
import java.util.stream.Stream;

/** Well-formed frames whose text the client contract does not know. */
public final class ContentCases {

    private static final String NOBODYS = "6f1c2d0a-0000-4000-8000-000000000000";

    private ContentCases() {}

    public static Stream<FrameCase> all() {
        return Stream.of(
                        noJson(),
                        noObject(),
                        wrongTypes(),
                        wrongValues(),
                        unacceptable(),
                        strange())
                .flatMap(it -> it);
    }

    private static Stream<FrameCase> noJson() {
        return Stream.of(
                        "",
                        " ",
                        "hello",
                        "{",
                        "}",
                        "{\"action\"}",
                        "{\"action\":\"ping\"",
                        "{'action':'ping'}",
                        "{\"action\":\"ping\",}",
                        "{\"action\":\"pi\u0000ng\"}",
                        "{\"action\":\"\\x\"}",
                        "{\"action\":\"\\u12\"}",
                        "{\"n\":01,\"action\":\"ping\"}",
                        "{\"n\":NaN,\"action\":\"ping\"}",
                        "/* */{\"action\":\"ping\"}",
                        "<xml/>",
                        "{\"n\":" + "9".repeat(20_000) + "}",
                        "[".repeat(10_000),
                        "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                        "{\"action\":\"ping\",\"x\":" + "[".repeat(200) + "]".repeat(200) + "}")
                .map(json -> errs("no JSON: " + shown(json), "malformed", "JSON", json));
    }

    private static Stream<FrameCase> noObject() {
        return Stream.of("[]", "[{\"action\":\"ping\"}]", "7", "null", "true", "\"ping\"", "1e400")
                .map(json -> errs("no object: " + json, "malformed", "JSON object", json));
    }

    private static Stream<FrameCase> wrongTypes() {
        return wrongFields()
                .map(
                        each ->
                                errs(
                                        "wrong type: " + each.getLast(),
                                        "invalid",
                                        "\"detail\":\"" + each.getFirst() + " must be",
                                        each.getLast()));
    }

    /** A field, and a frame in which it is wrong. */
    private static Stream<List<String>> wrongFields() {
        return Stream.of(
                List.of("action", "{}"),
                List.of("action", "{\"action\":7}"),
                List.of("action", "{\"action\":null}"),
                List.of("action", "{\"action\":[\"ping\"]}"),
                List.of("action", "{\"action\":{\"ping\":1}}"),
                List.of("client_id", "{\"action\":\"ping\",\"client_id\":7}"),
                List.of("client_id", "{\"action\":\"ping\",\"client_id\":{}}"),
                List.of("room", "{\"action\":\"ping\",\"room\":7}"),
                List.of("room", "{\"action\":\"ping\",\"room\":\"general\"}"),
                List.of("content", "{\"action\":\"send_message\"}"),
                List.of("content", "{\"action\":\"send_message\",\"content\":7}"),
                List.of("content", "{\"action\":\"send_message\",\"content\":null}"),
                List.of("content", "{\"action\":\"send_message\",\"content\":[\"a\"]}"),
                List.of("id", message("\"id\":\"one\"")),
                List.of("id", message("\"id\":1e308")),
                List.of("message_type", message("\"message_type\":\"song\"")),
                List.of("message_type", message("\"message_type\":[]")),
                List.of("reply_to_id", message("\"reply_to_id\":{}")),
                List.of("attachment_id", message("\"attachment_id\":true")),
                List.of("is_typing", "{\"action\":\"typing\"}"),
                List.of("is_typing", "{\"action\":\"typing\",\"is_typing\":\"yes\"}"),
                List.of("is_typing", "{\"action\":\"typing\",\"is_typing\":1}"),
                List.of("message_ids", "{\"action\":\"mark_read\"}"),
                List.of("message_ids", marking("{}")),
                List.of("message_ids", marking("[7]")),
                List.of("message_ids", marking("[null]")),
                List.of("message_ids", marking("[\"a\"]")),
                List.of("message_ids", marking("[[\"" + NOBODYS + "\"]]")),
                List.of("message_id", "{\"action\":\"delete_message\"}"),
                List.of("message_id", "{\"action\":\"edit_message\",\"message_id\":1}"),
                List.of("emoji", reaction("7")));
    }

    private static Stream<FrameCase> wrongValues() {
        return Stream.of(
                errs("an unknown action", "unknown_action", "sing", "{\"action\":\"sing\"}"),
                errs(
                        "an action cut within a letter",
                        "unknown_action",
                        "Unknown action",
                        "{\"action\":\"" + "x".repeat(39) + "😀\"}"),
                errs(
                        "an action of half a letter",
                        "unknown_action",
                        "Unknown action",
                        "{\"action\":\"\\ud83d\"}"),
                errs(
                        "a client's id of half a letter",
                        "invalid",
                        "client_id must be",
                        "{\"action\":\"ping\",\"client_id\":\"\\ud83d\"}"),
                errs(
                        "a client's id of halves the wrong way round",
                        "invalid",
                        "client_id must be",
                        "{\"action\":\"ping\",\"client_id\":\"\\ude00\\ud83d\"}"),
                errs(
                        "a client's id that is too long",
                        "invalid",
                        "128",
                        "{\"action\":\"ping\",\"client_id\":\"" + "x".repeat(129) + "\"}"),
                errs(
                        "another room",
                        "wrong_room",
                        "another room",
                        "{\"action\":\"ping\",\"room\":\"" + NOBODYS + "\"}"));
    }

    private static Stream<FrameCase> unacceptable() {
        return Stream.of(
                errs("no content", "invalid", "content", content("")),
                errs("blank content", "invalid", "content", content(" \\n\\t ")),
                errs("content of half a letter", "invalid", "content", content("\\ud83d")),
                errs("content of control characters", "invalid", "content", content("\\u0000")),
                errs("content too long", "invalid", "4000", content("x".repeat(4_001))),
                errs("an emoji of half a letter", "invalid", "emoji", reaction("\"\\ud83d\"")),
                errs("an emoji of control characters", "invalid", "emoji", reaction("\"\\u0000\"")),
                errs("a blank emoji", "invalid", "emoji", reaction("\" \"")),
                errs(
                        "an emoji too long",
                        "invalid",
                        "emoji",
                        reaction("\"" + "x".repeat(65) + "\"")),
                errs("ids too many", "invalid", "500", marking(ids(501))));
    }

    private static Stream<FrameCase> strange() {
        var ack = List.of("\"ack\"", "\"client_id\":\"s\"");
        return Stream.of(
                        "{\"action\":\"sing\",\"action\":\"ping\",\"client_id\":\"s\"}",
                        "{\"client_id\":\"r\",\"action\":\"ping\",\"client_id\":\"s\"}",
                        "{\"__proto__\":{},\"$in\":1,\"action\":\"ping\",\"client_id\":\"s\"}",
                        "{\"x\":1e999999999,\"action\":\"ping\",\"client_id\":\"s\"}",
                        "{\"x\":-1e-999999999,\"action\":\"ping\",\"client_id\":\"s\"}",
                        "{\"x\":" + "9".repeat(900) + ",\"action\":\"ping\",\"client_id\":\"s\"}",
                        "{\"\":\"\",\"action\":\"\\u0070ing\",\"client_id\":\"s\"}",
                        " \n\t{ \"action\" : \"ping\" , \"client_id\" : \"s\" } \n")
                .map(json -> answers("strange: " + shown(json), ack, text(json)));
    }

    private static String message(String more) {
        return "{\"action\":\"send_message\",\"content\":\"a\"," + more + "}";
    }

    private static String content(String content) {
        return "{\"action\":\"send_message\",\"content\":\"" + content + "\"}";
    }

    private static String marking(String ids) {
        return "{\"action\":\"mark_read\",\"message_ids\":" + ids + "}";
    }

    private static String reaction(String emoji) {
        return "{\"action\":\"add_reaction\",\"message_id\":\"%s\",\"emoji\":%s}"
                .formatted(NOBODYS, emoji);
    }

    private static String ids(int count) {
        return "[" + ("\"" + NOBODYS + "\",").repeat(count - 1) + "\"" + NOBODYS + "\"]";
    }

    private static String shown(String json) {
        return json.length() > 60 ? json.substring(0, 60) + "…" : json;
    }
}
