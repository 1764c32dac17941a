package io.tertulia.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/**
 * Turns whatever a controller or the framework throws into a problem that tells the caller which
 * field or limit it is about. A fault of our own is logged and answered without its inner details.
 */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> on(ProblemException e) {
        return Problems.answer(e);
    }

    /** A form that breaks off, say; it is read before anybody asks who wants it. */
    @ExceptionHandler
    ResponseEntity<Object> on(MultipartException e) {
        return answer(
                Problems.problem(
                        HttpStatus.BAD_REQUEST, "malformed", "The body is no well-formed form."));
    }

    @ExceptionHandler
    ResponseEntity<Object> on(Exception e) {
        LOG.error("A request failed by a fault of ours", e);
        return answer(
                Problems.problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal_error",
                        "Something went wrong on our side; the operator's log has the details."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Map<String, List<String>> errors =
                e.getBindingResult().getFieldErrors().stream()
                        .collect(
                                Collectors.groupingBy(
                                        error -> JsonNames.path(error.getField()),
                                        TreeMap::new,
                                        Collectors.mapping(
                                                ProblemAdvice::message, Collectors.toList())));
        return answer(Problems.invalid(errors));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var errors = new TreeMap<String, List<String>>();
        e.getParameterValidationResults()
                .forEach(
                        result -> {
                            String name = result.getMethodParameter().getParameterName();
                            errors.put(
                                    JsonNames.path(name == null ? "value" : name),
                                    result.getResolvableErrors().stream()
                                            .map(ProblemAdvice::message)
                                            .toList());
                        });
        return answer(Problems.invalid(errors));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (e.getCause() instanceof DatabindException mismatch && !mismatch.getPath().isEmpty()) {
            String field =
                    mismatch.getPath().stream()
                            .map(JacksonException.Reference::getPropertyName)
                            .filter(name -> name != null)
                            .collect(Collectors.joining("."));
            return answer(Problems.invalid(Map.of(field, List.of("Has the wrong type or form."))));
        }
        return answer(
                Problems.problem(
                        HttpStatus.BAD_REQUEST, "malformed", "The body is not well-formed JSON."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                Problems.invalid(
                        Map.of(e.getParameterName(), List.of("This parameter is required."))));
    }

    /** An id of nothing but spaces is taken for none. */
    @Override
    protected @Nullable ResponseEntity<Object> handleMissingPathVariable(
            MissingPathVariableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return unknown();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (e instanceof MethodArgumentTypeMismatchException argument) {
            if (argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
                // An id that cannot exist is unknown, like any other id that does not.
                return unknown();
            }
            return answer(
                    Problems.invalid(
                            Map.of(
                                    JsonNames.path(argument.getName()),
                                    List.of("Has the wrong form."))));
        }
        return super.handleTypeMismatch(e, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem = describe(e, body, status);
        problem.setProperty("code", Problems.codeFor(status));
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** The framework's own words, where it has any: every problem has a detail. */
    private static ProblemDetail describe(
            Exception e, @Nullable Object body, HttpStatusCode status) {
        if (body instanceof ProblemDetail problem) {
            return problem;
        }
        return e instanceof ErrorResponse response
                ? response.getBody()
                : ProblemDetail.forStatusAndDetail(status, "The request cannot be served.");
    }

    private static ResponseEntity<Object> unknown() {
        return Problems.answer(ProblemException.notFound("There is no such thing."));
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String message(FieldError error) {
        return message((MessageSourceResolvable) error);
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "Is invalid." : message;
    }
}
