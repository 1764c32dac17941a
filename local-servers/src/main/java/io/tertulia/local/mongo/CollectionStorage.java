package io.tertulia.local.mongo;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What all collections of a server share.
 *
 * @param journal where their changes go
 * @param found what the journal held at start
 * @param heap decides whether another document fits
 * @param files decides whether its bytes do, if it holds any
 * @param numbers the last number given to a collection
 * @param scans how often a query had to look at every document of a collection
 */
record CollectionStorage(
        Journal journal,
        StoredCollections found,
        HeapGuard heap,
        FileRoom files,
        AtomicInteger numbers,
        LongAdder scans) {

    CollectionStorage(Journal journal, StoredCollections found, HeapGuard heap, FileRoom files) {
        this(journal, found, heap, files, new AtomicInteger(found.count()), new LongAdder());
    }
}
