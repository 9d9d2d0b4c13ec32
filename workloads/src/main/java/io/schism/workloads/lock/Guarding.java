package io.schism.workloads.lock;

import io.schism.workloads.client.Transactions;

/** What keeps one who no longer holds the lock from using the resource. */
enum Guarding {
    NONE(
            "lock",
            "Here nothing guards the resource, so two hold the lock at a time and an old token is accepted after a newer one: expected to"
                    + " be invalid on every system, without any fault. Finds nothing about the system."),
    CHECKED(
            "lock-checked",
            "Here the holder checks that it still has the lock before it uses the resource; it may fall asleep in between, so an old token is"
                    + " accepted after a newer one: expected to be invalid on every system, without any fault. Finds nothing about the system."),
    FENCED(
            "lock-fenced",
            "Here the resource refuses a token once it has seen a greater one, which must hold whatever fails. Finds tokens that are handed"
                    + " out twice or go back, and guards that do not hold. Cannot find two who believe to hold the lock: that is allowed.");

    private final String workload;
    private final String sentence;

    Guarding(String workload, String sentence) {
        this.workload = workload;
        this.sentence = sentence;
    }

    String workload() {
        return workload;
    }

    String sentence() {
        return sentence;
    }

    Resource resource(Transactions transactions) {
        return this == FENCED ? new FencedResource(transactions) : new OpenResource(transactions);
    }
}
