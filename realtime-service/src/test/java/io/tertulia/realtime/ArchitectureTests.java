package io.tertulia.realtime;

import io.tertulia.test.ServiceArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfTheHouse() {
        ServiceArchitectureRules.check("io.tertulia.realtime");
    }
}
