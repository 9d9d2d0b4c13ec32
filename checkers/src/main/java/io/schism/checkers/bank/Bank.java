package io.schism.checkers.bank;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Transfers move money and neither make nor lose any: all reads have the same accounts and the same total, and no balance is below zero.
 *
 * <p>Operations: {@code transfer} with {@code {"from": account, "to": account, "amount": n}}, whatever becomes of it; {@code read},
 * {@code ok} with a map from each account to its balance, an integer. Anomalies: {@code wrong-total}, {@code negative-balance},
 * {@code unexpected-account}, {@code missing-account} and {@code nil-balance}. Without initial balances the first read stands for them: then two
 * reads that differ convict, while an error that all reads share goes unseen. One pass; the budget is not looked at.
 */
public final class Bank implements Checker {
    private static final String NAME = "bank";

    private final Optional<Map<String, Long>> initial;
    private final boolean overdraft;

    /**
     * A checker.
     *
     * @param initial the balances at the beginning, or empty to take the first read for them
     * @param overdraft whether balances below zero are allowed
     */
    public Bank(Optional<Map<String, Long>> initial, boolean overdraft) {
        this.initial = initial.map(Map::copyOf);
        this.overdraft = overdraft;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Reads reads = new Reads(findings, overdraft, initial.map(Yardstick::of).orElse(null));
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (operation.ofClient() && operation.f().equals("read") && operation.type() == Operation.Type.OK) {
                reads.take(List.of(history.get(history.pairOf(i)), operation));
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("reads", reads.count);
        details.put("total", reads.yardstick == null ? null : reads.yardstick.total());
        details.put("lowestTotal", reads.count == 0 ? null : reads.lowest);
        details.put("highestTotal", reads.count == 0 ? null : reads.highest);
        return findings.result(
                details,
                reads.count == 0 ? "the accounts were never read" : null,
                "all " + reads.count + " reads hold "
                        + (initial.isPresent() ? "the initial total" : "the same total as the first one"));
    }

    /** What a read must hold: the accounts, and the sum of their balances. The operations that say so are empty for initial balances. */
    private record Yardstick(Map<String, Long> balances, long total, List<Operation> from) {
        static Yardstick of(Map<String, Long> balances) {
            return new Yardstick(balances, sum(balances), List.of());
        }
    }

    private static long sum(Map<String, Long> balances) {
        return balances.values().stream().mapToLong(Long::longValue).sum();
    }

    private static final class Reads {
        private final Findings findings;
        private final boolean overdraft;
        private @Nullable Yardstick yardstick;
        private long count;
        private long lowest = Long.MAX_VALUE;
        private long highest = Long.MIN_VALUE;

        Reads(Findings findings, boolean overdraft, @Nullable Yardstick yardstick) {
            this.findings = findings;
            this.overdraft = overdraft;
            this.yardstick = yardstick;
        }

        void take(List<Operation> read) {
            Operation completion = read.get(1);
            if (!(completion.value() instanceof Map<?, ?> map)) {
                findings.unfit(completion, "a read of a bank needs a map from accounts to balances");
                return;
            }
            Map<String, Long> balances = balances(read, map);
            if (balances.size() < map.size()) {
                return;
            }
            long total = sum(balances);
            count++;
            lowest = Math.min(lowest, total);
            highest = Math.max(highest, total);
            if (yardstick == null) {
                yardstick = new Yardstick(balances, total, read);
            }
            compare(read, balances, total, yardstick);
        }

        /** The balances that are there; a nil one is a finding. */
        private Map<String, Long> balances(List<Operation> read, Map<?, ?> map) {
            Map<String, Long> balances = new LinkedHashMap<>();
            map.forEach((account, balance) -> {
                if (balance instanceof Long amount) {
                    balances.put(String.valueOf(account), amount);
                } else if (balance == null) {
                    add("nil-balance", "found no balance in account " + account, read, List.of(), Map.of());
                } else {
                    findings.unfit(
                            read.get(1), "the balance of account " + account + " (" + balance + ") must be an integer");
                }
            });
            return balances;
        }

        private void compare(List<Operation> read, Map<String, Long> balances, long total, Yardstick expected) {
            balances.forEach((account, balance) -> {
                if (!expected.balances().containsKey(account)) {
                    add(
                            "unexpected-account",
                            "found account " + account + ", which there is not",
                            read,
                            expected.from(),
                            Map.of());
                }
                if (balance < 0 && !overdraft) {
                    add("negative-balance", "found " + balance + " in account " + account, read, List.of(), Map.of());
                }
            });
            for (String account : expected.balances().keySet()) {
                if (!balances.containsKey(account)) {
                    add("missing-account", "did not find account " + account, read, expected.from(), Map.of());
                }
            }
            if (total != expected.total()) {
                add(
                        "wrong-total",
                        "found " + total + " in all accounts together, not " + expected.total(),
                        read,
                        expected.from(),
                        Map.of("total", total, "expected", expected.total()));
            }
        }

        private void add(
                String title,
                String found,
                List<Operation> read,
                List<Operation> against,
                Map<String, @Nullable Object> details) {
            findings.add(
                    title,
                    "process " + read.get(1).process() + " " + found,
                    Stream.concat(against.stream(), read.stream()).toList(),
                    details);
        }
    }
}
