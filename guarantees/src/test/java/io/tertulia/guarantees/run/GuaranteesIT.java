package io.tertulia.guarantees.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Three minutes of {@code ./tertulia prove}, with faults of every kind, in all shapes. */
class GuaranteesIT {

    private static final String JAR = System.getProperty("tertulia.jar", "");

    @Test
    void nothingAcknowledgedIsLostRepeatedOrReordered() throws InterruptedException {
        List<String> said = new CopyOnWriteArrayList<>();

        int status =
                Prove.run(
                        List.of("--jar", JAR, "--minutes", "3"),
                        line -> {
                            said.add(line);
                            System.out.println(line);
                        });

        assertThat(status).as(String.join("\n", withoutProgress(said))).isZero();
    }

    /** Of a failure only the table is of interest, and what reports it may cut long texts off. */
    private static List<String> withoutProgress(List<String> said) {
        return said.stream().filter(line -> !line.contains(" s: acknowledged ")).toList();
    }
}
