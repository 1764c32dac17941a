package io.tertulia.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

class ProblemHandlerTests {

    @Test
    void answersWhoStillWaitsWhenTheConnectionToAServiceBreaksOff() throws Exception {
        HttpHandler handler =
                WebHttpHandlerBuilder.webHandler(
                                _ -> Mono.error(new AbortedException("The service is gone")))
                        .exceptionHandler(new ProblemHandler(new ProblemWriter(new JsonMapper())))
                        .build();
        DisposableServer server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .handle(new ReactorHttpHandlerAdapter(handler))
                        .bindNow();
        try (var client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + server.port());
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"code\":\"unavailable\"");
        } finally {
            server.disposeNow();
        }
    }
}
