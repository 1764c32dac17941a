package io.tertulia.gateway.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much one caller may send.
 *
 * @param body the largest body of a request
 * @param upload the largest body of an upload to {@code /api/v1/chat/attachments/}: a file and the
 *     multipart frame around it
 * @param pause how long nothing of a body may come before the request is given up
 * @param requests the rate for one person, or for one address where nobody is logged in
 * @param logins the rate of register, login and refresh for one address
 * @param callers for how many callers rates are remembered; beyond it the one that has been quiet
 *     longest is forgotten
 */
@Validated
@ConfigurationProperties("chat.gateway.limits")
record LimitProperties(
        @DefaultValue("1MB") DataSize body,
        @DefaultValue("26MB") DataSize upload,
        @DefaultValue("20s") Duration pause,
        @DefaultValue @Valid Requests requests,
        @DefaultValue @Valid Logins logins,
        @DefaultValue("50000") @Positive int callers) {

    /**
     * @param perSecond how many a second in the long run
     * @param burst how many at once after a pause
     */
    record Requests(
            @DefaultValue("100") @Positive int perSecond,
            @DefaultValue("400") @Positive int burst) {}

    /**
     * @param perSecond how many a second in the long run
     * @param burst how many at once after a pause
     */
    record Logins(
            @DefaultValue("10") @Positive int perSecond, @DefaultValue("40") @Positive int burst) {}
}
