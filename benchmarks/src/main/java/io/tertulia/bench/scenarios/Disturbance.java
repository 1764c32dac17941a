package io.tertulia.bench.scenarios;

import io.tertulia.bench.scenarios.Scenario.Outcome;
import io.tertulia.bench.systems.Candidate;
import io.tertulia.bench.systems.Tertulia;
import java.io.IOException;

/** Somebody who asks for too much, or takes too little, beside a conversation of others. */
interface Disturbance extends AutoCloseable {

    /** Makes the people and rooms that it needs, and opens what is open before it begins. */
    interface Preparation {
        Disturbance prepare(Candidate candidate, Tertulia subject) throws IOException;
    }

    /**
     * Does it, until it is over.
     *
     * @return figures that show that it did what it should, and what went wrong for those who did
     */
    Outcome disturb() throws IOException;

    @Override
    void close();
}
