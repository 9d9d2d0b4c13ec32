package io.schism.checkers.txn;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Checks the isolation of transactions over registers: {@code ["w", key, value]} and {@code ["r", key, value]}, where every value written to a
 * key is different. Who read from whom is certain; in which order values followed one another is not, save that a key is unset first.
 * Options tell more: {@link IsolationOptions.Builder#linearizableKeys}, {@link IsolationOptions.Builder#sequentialKeys}, {@link
 * IsolationOptions.Builder#wfrKeys}, {@link IsolationOptions.Builder#transactionOrder}. They are assumptions: what is found under them is
 * as true as they are. After K. Kingsbury, P. Alvaro, "Elle: Inferring Isolation Anomalies from Experimental Observations" (VLDB 2020).
 *
 * <p>{@code details} of the result are those of {@link ListAppend} and {@code sources}, the assumptions that were used.
 *
 * <p>{@link io.schism.checkers.Verdict#UNKNOWN} when nothing relates any two transactions, when a value was written twice, when an operation
 * is no such transaction, and when the budget ends.
 */
public final class RwRegister implements Checker {
    private final IsolationOptions options;

    public RwRegister(IsolationOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /** With {@link IsolationOptions#ofDefaults()}. */
    public static RwRegister ofDefaults() {
        return new RwRegister(IsolationOptions.ofDefaults());
    }

    @Override
    public String name() {
        return "rw-register";
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        try {
            return judge(history, new Allowance(budget));
        } catch (UnusableHistoryException | BudgetSpentException cause) {
            return CheckResult.unknown(name(), String.valueOf(cause.getMessage()));
        }
    }

    private CheckResult judge(History history, Allowance allowance) {
        Codes codes = new Codes();
        RegisterDialect dialect = new RegisterDialect(codes);
        Transactions transactions = TransactionReader.read(history, dialect, codes, allowance);
        Transcript transcript = new Transcript(transactions);
        Anomalies anomalies = new Anomalies(options.evidencePerAnomaly());
        EdgeBuffer edges = new EdgeBuffer(transactions.count(), allowance);
        RegisterAnalysis analysis =
                new RegisterAnalysis(transactions, dialect, transcript, anomalies, edges, options, allowance);
        Judgement judgement = new Judgement(name(), options, anomalies);
        CycleFinder cycles;
        try {
            analysis.run();
            cycles = new CycleFinder(edges.graph(), transactions, options.order(), allowance);
            cycles.run(options.cycleSearchSteps());
        } catch (UnusableHistoryException | BudgetSpentException cause) {
            return judgement.cutShort(transactions, String.valueOf(cause.getMessage()));
        }
        Explainer explainer = new RegisterExplainer(transactions, analysis);
        List<String> sources =
                analysis.sources().stream().map(VersionSource::optionName).toList();
        Exhibits exhibits = new Exhibits(transcript);
        for (Cycle cycle : cycles.cycles()) {
            anomalies.add(cycle.anomaly(), () -> exhibits.cycle(cycle, explainer));
        }
        return judgement.of(transactions, cycles, Map.of("sources", sources));
    }
}
