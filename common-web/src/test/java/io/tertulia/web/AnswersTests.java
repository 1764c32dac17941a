package io.tertulia.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.JwtRequestPostProcessor;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest(
        classes = TestApplication.class,
        properties =
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/jwks")
@AutoConfigureMockMvc
class AnswersTests {

    private static final String ONE = "0191f0a0-0000-7000-8000-000000000001";
    private static final String ID = UUID.randomUUID().toString();
    private static final JwtRequestPostProcessor ALICE =
            jwt().jwt(
                            token ->
                                    token.subject(ID)
                                            .claim("preferred_username", "alice")
                                            .claim("given_name", "Alice"));

    private final MockMvc mvc;

    AnswersTests(@Autowired MockMvc mvc) {
        this.mvc = mvc;
    }

    @Test
    void anInvalidBodyNamesEachFieldAsTheClientKnowsIt() throws Exception {
        mvc.perform(
                        post("/things")
                                .with(ALICE)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"display_name\":\" \",\"owner_ids\":[]}"))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("invalid"))
                .andExpect(jsonPath("$.detail").exists())
                .andExpect(jsonPath("$.errors.display_name[0]").exists())
                .andExpect(jsonPath("$.errors.owner_ids").doesNotExist());
    }

    @Test
    void anAnswerTellsItsLength() throws Exception {
        var answer =
                mvc.perform(get("/things?page_size=100").with(ALICE))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse();

        assertThat(answer.getContentLength()).isEqualTo(answer.getContentAsByteArray().length);
    }

    @Test
    void aFieldOfTheWrongTypeIsNamed() throws Exception {
        mvc.perform(
                        post("/things")
                                .with(ALICE)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"display_name\":\"x\",\"owner_ids\":\"me\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors.owner_ids[0]").exists());
    }

    @Test
    void aBodyThatIsNoJsonIsMalformed() throws Exception {
        mvc.perform(
                        post("/things")
                                .with(ALICE)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("malformed"));
    }

    @Test
    void anotherContentTypeIsUnsupported() throws Exception {
        mvc.perform(post("/things").with(ALICE).contentType(MediaType.TEXT_PLAIN).content("x"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.code").value("unsupported_media_type"));
    }

    @Test
    void aFormThatBreaksOffIsMalformed() throws Exception {
        mvc.perform(get("/broken_form").with(ALICE))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", " ", "1-1-1-1-1", "0191f0a0-0000-7000-8000-00000000001"})
    void anIdThatCannotExistIsUnknown(String id) throws Exception {
        mvc.perform(get("/things/{id}", id).with(ALICE))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("not_found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ids=1-1-1-1-1", "ids=1-1-1-1-1&ids=" + ONE, "ids=" + ONE + ",1-1-1-1-1"})
    void aListWithAnIdThatCannotExistIsInvalid(String query) throws Exception {
        mvc.perform(get("/many?ids=%s,%s".formatted(ONE, ONE)).with(ALICE))
                .andExpect(jsonPath("$.length()").value(2));
        mvc.perform(get("/many?" + query).with(ALICE))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors.ids[0]").exists());
    }

    @Test
    void anUnknownPathIsUnknown() throws Exception {
        mvc.perform(get("/nothing").with(ALICE))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("not_found"));
    }

    @Test
    void aMethodThatDoesNotExistIsNotAllowed() throws Exception {
        mvc.perform(post("/me").with(ALICE))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(jsonPath("$.detail").isNotEmpty())
                .andExpect(jsonPath("$.code").value("method_not_allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search", "/search?maxSize=many"})
    void aBadParameterIsNamed(String path) throws Exception {
        mvc.perform(get(path).with(ALICE))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors").isNotEmpty());
    }

    @Test
    void tooFastSaysWhenToComeBack() throws Exception {
        mvc.perform(get("/busy").with(ALICE))
                .andExpect(status().isTooManyRequests())
                .andExpect(header().string("Retry-After", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "cleared", "not_primary", "recovering", "write_concern"})
    void aDatabaseThatIsAwayIsForTheCallerToWaitFor(String how) throws Exception {
        mvc.perform(get("/away").param("how", how).with(ALICE))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "2"))
                .andExpect(jsonPath("$.code").value("unavailable"));
    }

    @Test
    void aFaultOfOursKeepsItsInsidesToItself() throws Exception {
        mvc.perform(get("/broken").with(ALICE))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.code").value("internal_error"))
                .andExpect(content().string(not(containsString("secret"))));
    }

    @Test
    void withoutATokenNobodyIsLetIn() throws Exception {
        mvc.perform(get("/me"))
                .andExpect(status().isUnauthorized())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("unauthorized"));
    }

    @Test
    void aTokenThatIsNoneIsRefused() throws Exception {
        mvc.perform(get("/me").header("Authorization", "Bearer nonsense"))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("unauthorized"));
    }

    @Test
    void keysThatCannotBeFetchedAreForTheCallerToWaitFor() throws Exception {
        // Well-formed and signed by nobody; the issuer's keys are at a port where nobody listens.
        String jose = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ";
        mvc.perform(get("/me").header("Authorization", "Bearer " + jose + ".e30.c2ln"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "2"))
                .andExpect(jsonPath("$.code").value("unavailable"));
    }

    @Test
    void theCallerIsWhoTheTokenSays() throws Exception {
        mvc.perform(get("/me/").with(ALICE))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(ID))
                .andExpect(jsonPath("$.username").value("alice"))
                .andExpect(jsonPath("$.first_name").value("Alice"))
                .andExpect(jsonPath("$.last_name").value(""));
    }

    @Test
    void aNameThatComesAsAWholeIsShownAsTheFirstName() throws Exception {
        mvc.perform(get("/me").with(jwt().jwt(token -> token.subject(ID).claim("name", "Ana P."))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.username").value(ID))
                .andExpect(jsonPath("$.first_name").value("Ana P."))
                .andExpect(jsonPath("$.last_name").value(""));
    }

    @Test
    void aSubjectThatIsNoUuidIsNobody() throws Exception {
        mvc.perform(get("/me").with(jwt().jwt(token -> token.subject("alice"))))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Bearer"));
    }

    @Test
    void aPageLinksToItsNeighboursAndKeepsTheRestOfTheQuery() throws Exception {
        mvc.perform(get("/things?q=x&page=2").with(ALICE))
                .andExpect(jsonPath("$.count").value(120))
                .andExpect(jsonPath("$.results.length()").value(50))
                .andExpect(jsonPath("$.results[0]").value(51))
                .andExpect(jsonPath("$.next").value(endsWith("/things?q=x&page=3")))
                .andExpect(jsonPath("$.previous").value(endsWith("/things?q=x&page=1")));
        mvc.perform(get("/things?page=3").with(ALICE))
                .andExpect(jsonPath("$.results.length()").value(20))
                .andExpect(jsonPath("$.next").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=x", "page_size=101", "page_size=-1"})
    void aPageThatCannotBeIsInvalid(String query) throws Exception {
        mvc.perform(get("/things?" + query).with(ALICE))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors." + query.substring(0, query.indexOf('='))).exists());
    }

    @Test
    void healthIsForEverybody() throws Exception {
        mvc.perform(get("/actuator/health")).andExpect(status().isOk());
    }
}
