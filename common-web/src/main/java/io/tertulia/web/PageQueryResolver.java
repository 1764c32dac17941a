package io.tertulia.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

final class PageQueryResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageQuery.class;
    }

    @Override
    public PageQuery resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        return new PageQuery(
                number(request, "page", 1, PageQuery.LAST),
                number(request, "page_size", PageQuery.DEFAULT, PageQuery.LARGEST));
    }

    private static int number(NativeWebRequest request, String name, int preset, int largest) {
        String text = request.getParameter(name);
        if (text == null || text.isEmpty()) {
            return preset;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outOfRange(name, largest);
        }
        throw outOfRange(name, largest);
    }

    private static ProblemException outOfRange(String name, int largest) {
        return ProblemException.invalid(name, "Must be a number from 1 to %d.".formatted(largest));
    }
}
