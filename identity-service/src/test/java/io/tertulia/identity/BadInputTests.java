package io.tertulia.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class BadInputTests {

    private final IdentityClient client;

    @Autowired
    BadInputTests(IdentityClient client) {
        this.client = client;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    register | {}                                                  | username
                    register | {}                                                  | password
                    register | {'username':null,'password':'a quiet harbour'}      | username
                    register | {'username':'','password':'a quiet harbour'}        | username
                    register | {'username':'ab','password':'a quiet harbour'}      | username
                    register | {'username':'a b c','password':'a quiet harbour'}   | username
                    register | {'username':'a<b>c','password':'a quiet harbour'}   | username
                    register | {'username':{},'password':'a quiet harbour'}        | username
                    register | {'username':123456,'password':'a quiet harbour'}    | username
                    register | {'username':'somebody','password':12345678}         | password
                    register | {'username':'somebody','password':true}             | password
                    register | {'username':'somebody','password':['a','b']}        | password
                    register | {'username':'somebody','password':'short'}          | password
                    register | {'username':'somebody','password':'SomeBody'}       | password
                    register | {'username':'somebody','password':'Password123'}    | password
                    register | {'username':'someone','first_name':'\\u0000'}| first_name
                    register | {'username':'someone','last_name':'\\u202E'}  | last_name
                    login    | {}                                                  | username
                    login    | {'username':'somebody'}                             | password
                    login    | {'username':'somebody','password':null}             | password
                    login    | {'username':['x'],'password':'a quiet harbour'}     | username
                    login    | {'username':'somebody','password':7}                | password
                    refresh  | {}                                                  | refresh
                    refresh  | {'refresh':''}                                      | refresh
                    refresh  | {'refresh':{'a':1}}                                 | refresh
                    logout   | {'refresh':[]}                                      | refresh
                    """)
    void namesTheFieldThatIsWrong(String path, String body, String field) {
        var answer = client.postText("/" + path + "/", body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/code")).isEqualTo("invalid");
        assertThat(answer.text("/errors/" + field + "/0")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "register, username, 151",
        "register, password, 129",
        "register, first_name, 151",
        "register, last_name, 151",
        "login, username, 151",
        "login, password, 129",
        "refresh, refresh, 201"
    })
    void refusesWhatIsTooLong(String path, String field, int length) {
        var answer =
                client.postText("/" + path, "{\"%s\":\"%s\"}".formatted(field, "x".repeat(length)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/" + field + "/0")).contains(Integer.toString(length - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "\"text\"", "[]", "{\"username\":\"a\",}", "null"})
    void refusesWhatIsNoJsonObject(String body) {
        for (String path : new String[] {"/register", "/login", "/refresh"}) {
            var answer = client.postText(path, body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.text("/code")).isNotBlank();
        }
    }

    @Test
    void refusesABodyThatIsTooLargeEvenIfItAnnouncesNoLength() {
        byte[] large =
                ("{\"username\":\"" + "x".repeat(20_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
        var request =
                HttpRequest.newBuilder(URI.create(client.base() + "/api/v1/auth/login"))
                        .header("Content-Type", "application/json")
                        .POST(chunked)
                        .build();

        var answer = client.send(request);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("/code")).isEqualTo("too_large");
    }

    @Test
    void answersForeignTypesAndMethodsAndPathsWithProblems() {
        var form =
                HttpRequest.newBuilder(URI.create(client.base() + "/api/v1/auth/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=a&password=b"))
                        .build();

        assertThat(client.send(form).status()).isEqualTo(415);
        assertThat(client.get("/api/v1/auth/login").status()).isEqualTo(405);
        assertThat(client.get("/api/v1/auth/nothing").status()).isEqualTo(404);
        assertThat(client.get("/api/v1/auth/nothing").text("/code")).isEqualTo("not_found");
    }
}
