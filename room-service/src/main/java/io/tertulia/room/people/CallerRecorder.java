package io.tertulia.room.people;

import io.tertulia.events.User;
import io.tertulia.web.TokenUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Enters every caller into the directory, before their request is served. Whoever is remembered as
 * entered costs one look into a map.
 */
@Component
class CallerRecorder implements HandlerInterceptor {

    private final PeopleStore people;
    private final Clock clock;
    private final Set<User> known;

    CallerRecorder(PeopleStore people, PeopleProperties properties, Clock clock) {
        this.people = people;
        this.clock = clock;
        this.known = boundedSet(properties.callersKnown());
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getUserPrincipal() instanceof JwtAuthenticationToken caller) {
            record(caller.getToken());
        }
        return true;
    }

    private void record(Jwt token) {
        // Whole users, not ids, are remembered: a changed name is another one. Two requests at once
        // may both write, which is the same write.
        User user = TokenUser.from(token);
        if (!known.contains(user)) {
            Instant issuedAt = token.getIssuedAt();
            people.enter(user, issuedAt == null ? clock.instant() : issuedAt);
            known.add(user);
        }
    }

    private static Set<User> boundedSet(int most) {
        Map<User, Boolean> users =
                new LinkedHashMap<>() {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<User, Boolean> eldest) {
                        return size() > most;
                    }
                };
        return Collections.synchronizedSet(Collections.newSetFromMap(users));
    }
}
