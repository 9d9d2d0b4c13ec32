package io.schism.workloads.bank;

import io.schism.workloads.client.Outcome;

/** How money is moved. */
interface Transfers {
    /** Moves it, when there is enough. */
    Outcome make(Transfer transfer);
}
