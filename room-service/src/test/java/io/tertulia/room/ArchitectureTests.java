package io.tertulia.room;

import io.tertulia.test.ServiceArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheHouseRules() {
        ServiceArchitectureRules.check("io.tertulia.room");
    }
}
