package io.tertulia.gateway;

import io.tertulia.test.ServiceArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfTheHouse() {
        ServiceArchitectureRules.check("io.tertulia.gateway");
    }
}
