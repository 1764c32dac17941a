package io.tertulia.room.people;

import io.tertulia.events.User;
import io.tertulia.web.CurrentUser;
import io.tertulia.web.Page;
import io.tertulia.web.PageQuery;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People to talk to. */
@RestController
@RequestMapping("/api/v1/chat/users")
class UserController {

    private final PeopleStore people;
    private final PeopleProperties properties;

    UserController(PeopleStore people, PeopleProperties properties) {
        this.people = people;
        this.properties = properties;
    }

    /** Everybody else whose username or name begins with {@code q}; all of them without it. */
    @GetMapping
    Page<User> search(
            @CurrentUser User caller,
            @RequestParam(name = "q", defaultValue = "") String typed,
            PageQuery query) {
        List<UUID> found = people.search(typed, caller.id(), properties.results());
        Page<UUID> page = Page.cut(query, found);
        Map<UUID, User> users = people.byIds(page.results());
        return page.map(users::get);
    }

    /** The caller, as others see them. */
    @GetMapping("/me")
    User me(@CurrentUser User caller) {
        return caller;
    }
}
