package io.tertulia.identity.login;

import io.tertulia.identity.accounts.Usernames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The records here hide their secrets from {@code toString}: frameworks log arguments and results
 * at their finer levels.
 */
@RestController
@RequestMapping("/api/v1/auth")
final class LoginController {

    private static final String BEARER = "Bearer ";

    private final LoginDesk desk;
    private final AccessCookie cookie;

    LoginController(LoginDesk desk, AccessCookie cookie) {
        this.desk = desk;
        this.cookie = cookie;
    }

    @PostMapping("/login")
    ResponseEntity<LoginDesk.LoggedIn> login(
            @Valid @RequestBody LoginRequest login, HttpServletRequest request) {
        var in = desk.login(login.username(), login.password(), ClientAddress.of(request));
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.with(in.access()))
                .body(in);
    }

    @PostMapping("/refresh")
    ResponseEntity<RefreshResponse> refresh(@Valid @RequestBody RefreshRequest refresh) {
        String access = desk.refresh(refresh.refresh());
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.with(access))
                .body(new RefreshResponse(access));
    }

    @PostMapping("/logout")
    ResponseEntity<Void> logout(
            @RequestBody(required = false) @Nullable LogoutRequest logout,
            HttpServletRequest request) {
        desk.logout(Optional.ofNullable(logout).map(LogoutRequest::refresh), accessToken(request));
        return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, cookie.cleared()).build();
    }

    private Optional<String> accessToken(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(header.substring(BEARER.length()).strip());
        }
        return cookie.in(request);
    }

    record LoginRequest(
            @NotBlank(message = "Is required.")
                    @Size(max = Usernames.LONGEST, message = "Must have at most {max} characters.")
                    String username,
            @NotEmpty(message = "Is required.")
                    @Size(max = 128, message = "Must have at most {max} characters.")
                    String password) {

        @Override
        public String toString() {
            return "LoginRequest[%s]".formatted(username);
        }
    }

    record RefreshRequest(
            @NotBlank(message = "Is required.")
                    @Size(max = 200, message = "Must have at most {max} characters.")
                    String refresh) {

        @Override
        public String toString() {
            return "RefreshRequest[…]";
        }
    }

    /** The token may be left out: then the session of the access token ends. */
    record LogoutRequest(@Nullable String refresh) {

        @Override
        public String toString() {
            return "LogoutRequest[…]";
        }
    }

    record RefreshResponse(String access) {

        @Override
        public String toString() {
            return "RefreshResponse[…]";
        }
    }
}
