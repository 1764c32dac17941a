package io.tertulia.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokersTests {

    private static final int NODE = 3;
    private static final int CONTROLLER_PORT = 4;
    private static final int VOTERS = 5;
    private static final int CLUSTER_ID = 6;

    @TempDir Path temporary;

    @Test
    void oneBrokerStandsAlone() {
        try (DataFolder data = DataFolder.open(temporary)) {
            Brokers brokers = Brokers.in(data, 1, new Ports());

            assertThat(brokers.all()).singleElement().extracting("name").isEqualTo("kafka");
            assertThat(brokers.all().getFirst().arguments()).hasSize(3);
            assertThat(brokers.servers()).isEqualTo(brokers.all().getFirst().address());
            assertThat(brokers.replication()).isEqualTo(1);
        }
    }

    @Test
    void threeBrokersKnowEachOther() {
        try (DataFolder data = DataFolder.open(temporary)) {
            Brokers brokers = Brokers.in(data, 3, new Ports());

            assertThat(brokers.servers().split(",", -1)).hasSize(3).doesNotHaveDuplicates();
            assertThat(brokers.replication()).isEqualTo(3);
            assertThat(column(brokers, NODE)).containsExactly("1", "2", "3");
            assertThat(column(brokers, 1)).doesNotHaveDuplicates();
            assertThat(column(brokers, VOTERS)).containsOnly(voters(brokers));
        }
    }

    @Test
    void aSecondStartFindsTheSameClusterInTheSameFolders() {
        try (DataFolder data = DataFolder.open(temporary)) {
            Brokers first = Brokers.in(data, 3, new Ports());
            Brokers second = Brokers.in(data, 3, new Ports());

            assertThat(column(second, CLUSTER_ID)).isEqualTo(column(first, CLUSTER_ID));
            assertThat(column(second, 1)).isEqualTo(column(first, 1));
        }
    }

    @Test
    void neverLosesWhatAnotherNumberOfBrokersKeeps() throws IOException {
        try (DataFolder data = DataFolder.open(temporary)) {
            var unused = Brokers.in(data, 3, new Ports());
            assertThatThrownBy(() -> Brokers.in(data, 1, new Ports()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("--with kafka=3");
        }
        try (DataFolder data = DataFolder.open(temporary.resolve("other"))) {
            Files.createDirectories(data.kafka());
            assertThatThrownBy(() -> Brokers.in(data, 3, new Ports()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("without --with kafka=3");
        }
    }

    private static List<String> column(Brokers brokers, int index) {
        return brokers.all().stream().map(each -> each.arguments().get(index)).toList();
    }

    private static String voters(Brokers brokers) {
        List<String> ports = column(brokers, CONTROLLER_PORT);
        return "1@127.0.0.1:%s,2@127.0.0.1:%s,3@127.0.0.1:%s"
                .formatted(ports.get(0), ports.get(1), ports.get(2));
    }
}
