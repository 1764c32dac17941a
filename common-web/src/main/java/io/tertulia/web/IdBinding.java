package io.tertulia.web;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Reads ids in addresses. They have one spelling: Java would also take groups of digits that are
 * too short. A list is read by the converter, and where that fails, like a single one by an editor:
 * without ours the framework would then try its own, lenient one.
 */
@ControllerAdvice
final class IdBinding {

    private static final int LENGTH = 36;

    @InitBinder
    void takeNoOtherSpelling(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new IdEditor());
    }

    /**
     * An id in its one spelling.
     *
     * @throws IllegalArgumentException if it is none
     */
    static UUID id(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("no UUID");
        }
        return UUID.fromString(text);
    }

    private static final class IdEditor extends PropertyEditorSupport {

        @Override
        public void setAsText(String text) {
            // A parameter without a value is one that is not there.
            setValue(text.isEmpty() ? null : id(text));
        }
    }
}
