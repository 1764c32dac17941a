package io.tertulia.guarantees.clients;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who has logged in. */
public record Person(Api api, String name, String token) {

    /**
     * Registers somebody new and logs them in.
     *
     * @throws IOException if that is not possible now
     */
    public static Person register(Api api, String name) throws IOException {
        var credentials = Map.of("username", name, "password", UUID.randomUUID().toString());
        require(api.call("POST", "/auth/register/", credentials, null), "register");
        Api.Answer login = require(api.call("POST", "/auth/login/", credentials, null), "login");
        return new Person(api, name, login.body().path("access").asString(""));
    }

    private static Api.Answer require(Api.Answer answer, String what) throws IOException {
        if (!answer.isGood()) {
            throw new IOException(
                    "%s was answered with %d %s".formatted(what, answer.status(), answer.body()));
        }
        return answer;
    }

    Api.Answer get(String path) throws IOException {
        return api.call("GET", path, null, token);
    }

    Api.Answer post(String path, @Nullable Object body) throws IOException {
        return api.call("POST", path, body, token);
    }

    /**
     * Opens a public room for some people.
     *
     * @throws IOException if that is not possible now
     */
    public UUID createRoom(String name, Iterable<String> participants) throws IOException {
        var room = Map.of("name", name, "room_type", "group", "participants", participants);
        Api.Answer created = require(post("/chat/rooms/", room), "create a room");
        return UUID.fromString(created.body().path("id").asString(""));
    }
}
