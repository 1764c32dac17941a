package io.tertulia.identity.accounts;

import io.tertulia.events.User;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class RegistrationController {

    private final Registrar registrar;

    RegistrationController(Registrar registrar) {
        this.registrar = registrar;
    }

    @PostMapping("/api/v1/auth/register")
    @ResponseStatus(HttpStatus.CREATED)
    User register(@RequestBody RegistrationRequest request) {
        return registrar.register(request);
    }
}
