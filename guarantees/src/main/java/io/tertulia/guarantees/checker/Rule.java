package io.tertulia.guarantees.checker;

/** Looks at one promise. */
interface Rule {

    void check(Story story, Findings findings);
}
