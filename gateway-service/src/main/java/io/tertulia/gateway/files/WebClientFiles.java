package io.tertulia.gateway.files;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The table of the web client's files, read once from {@code static/} on the class path. */
final class WebClientFiles {

    private static final String ROOT = "/static/";
    private static final String INDEX = "/index.html";

    /** A page and its scripts are far smaller; more means that something else got in. */
    private static final int MOST_FILES = 1000;

    private WebClientFiles() {}

    /**
     * Every file by its path; {@code /} is the index.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalStateException if there are more than a web client's files
     */
    static Map<String, WebClientFile> read() throws IOException {
        Resource[] found =
                new PathMatchingResourcePatternResolver().getResources("classpath*:static/**/*");
        if (found.length > MOST_FILES) {
            throw new IllegalStateException("static/ holds %d files".formatted(found.length));
        }
        Map<String, WebClientFile> files = new TreeMap<>();
        for (Resource resource : found) {
            if (resource.isReadable()) {
                String path = path(resource);
                files.putIfAbsent(path, WebClientFile.of(path, resource.getContentAsByteArray()));
            }
        }
        WebClientFile index = files.get(INDEX);
        if (index != null) {
            files.put("/", index);
        }
        return files;
    }

    private static String path(Resource resource) throws IOException {
        String url = resource.getURL().getPath();
        return url.substring(url.lastIndexOf(ROOT) + ROOT.length() - 1);
    }
}
