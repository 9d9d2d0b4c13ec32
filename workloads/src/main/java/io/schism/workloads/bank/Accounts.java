package io.schism.workloads.bank;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Numbers;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The accounts. An account that the store has no key for holds what everybody begins with, so nothing must be set up. */
final class Accounts {
    static final int COUNT = 8;
    private static final long AT_FIRST = 20;

    private Accounts() {}

    static String key(Object account) {
        return "account" + account;
    }

    /** The balance as it was read; what is no number is for the checker to say so. */
    static Object seen(Optional<Versioned> read) {
        return read.map(found -> Numbers.of(found.value())).orElse(AT_FIRST);
    }

    /** @throws NumberFormatException when the balance is no number */
    static long balance(Optional<Versioned> read) {
        return read.map(found -> Long.parseLong(found.value())).orElse(AT_FIRST);
    }

    /** What all accounts hold in the beginning. */
    static Map<String, Long> initial() {
        Map<String, Long> balances = new TreeMap<>();
        for (int account = 0; account < COUNT; account++) {
            balances.put(String.valueOf(account), AT_FIRST);
        }
        return balances;
    }
}
