package io.tertulia.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * A page of results, in the form that the clients know from Django REST framework.
 *
 * @param count of all results, on all pages
 * @param next the address of the next page, null on the last
 * @param previous the address of the page before, null on the first
 */
public record Page<T>(
        long count, @Nullable String next, @Nullable String previous, List<T> results) {

    public Page {
        results = List.copyOf(results);
    }

    /** A page for the request being answered on this thread, whose address the links repeat. */
    public static <T> Page<T> of(PageQuery query, long count, List<T> results) {
        boolean more = (long) query.page() * query.size() < count;
        return new Page<>(
                count,
                more ? address(query.page() + 1) : null,
                query.page() > 1 ? address(query.page() - 1) : null,
                results);
    }

    /** Cuts a page out of a list that holds all results. */
    public static <T> Page<T> cut(PageQuery query, List<T> all) {
        int from = Math.min(query.offset(), all.size());
        int to = Math.min(from + query.size(), all.size());
        return of(query, all.size(), all.subList(from, to));
    }

    /** The same page with every result turned into something else. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(count, next, previous, results.stream().<R>map(change).toList());
    }

    private static String address(int page) {
        return ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("page", page)
                .build()
                .toUriString();
    }
}
