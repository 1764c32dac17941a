package io.tertulia.local.mongo;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/** How full the heap is, in bytes. */
interface HeapGauge {

    /** Including what nobody refers to any more. Cheap to ask. */
    long used();

    /** What was still in use after the last garbage collection that looked at it. */
    long live();

    long max();

    /** That of this JVM. */
    static HeapGauge ofThisProcess() {
        List<MemoryPoolMXBean> pools =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
        return new HeapGauge() {
            @Override
            public long used() {
                Runtime runtime = Runtime.getRuntime();
                return runtime.totalMemory() - runtime.freeMemory();
            }

            @Override
            public long live() {
                long bytes = 0;
                for (MemoryPoolMXBean pool : pools) {
                    MemoryUsage afterCollection = pool.getCollectionUsage();
                    bytes += afterCollection == null ? 0 : afterCollection.getUsed();
                }
                return bytes;
            }

            @Override
            public long max() {
                return Runtime.getRuntime().maxMemory();
            }
        };
    }
}
