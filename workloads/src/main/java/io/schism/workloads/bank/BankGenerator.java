package io.schism.workloads.bank;

import io.schism.workloads.finish.FinalReads;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.util.List;

/** As many transfers between two different accounts as reads of all; at the end a read on every node. */
final class BankGenerator {
    private static final int LARGEST = 5;
    private static final Request READ = Request.of(BankWorkload.READ, null);

    private BankGenerator() {}

    static Generator of() {
        return Generators.repeat(random -> {
            if (random.nextBoolean()) {
                return READ;
            }
            long from = random.nextInt(Accounts.COUNT);
            long to = (from + 1 + random.nextInt(Accounts.COUNT - 1)) % Accounts.COUNT;
            return Request.of(BankWorkload.TRANSFER, new Transfer(from, to, 1 + random.nextInt(LARGEST)).value());
        });
    }

    static Generator finalRead(int nodes) {
        return FinalReads.everywhere(List.of(READ), nodes);
    }
}
