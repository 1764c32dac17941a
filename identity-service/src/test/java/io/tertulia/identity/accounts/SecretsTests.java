package io.tertulia.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.identity.accounts.RegistrationRules.CheckedRegistration;
import io.tertulia.test.People;
import org.junit.jupiter.api.Test;

class SecretsTests {

    @Test
    void stayOutOfWhatCouldBeLogged() {
        assertThat(new RegistrationRequest("ana", "s3cret", null, null).toString())
                .doesNotContain("s3cret");
        assertThat(new CheckedRegistration("ana", "s3cret", "", "").toString())
                .doesNotContain("s3cret");
        assertThat(new Account(People.someone("ana"), "s3cret", true).toString())
                .doesNotContain("s3cret");
    }
}
