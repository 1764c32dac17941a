package io.tertulia.web;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Reads ids in addresses. They have one spelling: Java would also take groups of digits that are
 * too short. An editor, since where a converter fails the framework tries its own, lenient one.
 */
@ControllerAdvice
final class IdBinding {

    private static final int LENGTH = 36;

    @InitBinder
    void takeNoOtherSpelling(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new IdEditor());
    }

    private static final class IdEditor extends PropertyEditorSupport {

        @Override
        public void setAsText(String text) {
            if (!text.isEmpty() && text.length() != LENGTH) {
                throw new IllegalArgumentException("no UUID");
            }
            // A parameter without a value is one that is not there.
            setValue(text.isEmpty() ? null : UUID.fromString(text));
        }
    }
}
