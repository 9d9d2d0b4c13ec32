package io.schism.checkers.txn;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import java.util.Map;
import java.util.Objects;

/**
 * Checks the isolation of transactions over lists that grow: {@code ["append", key, value]} and {@code ["r", key, [values…]]}, where every
 * value appended to a key is different. Because a read shows all appends before it, nearly the whole order of versions is known, and
 * with it every dependency of Adya's graph; a cycle is then a violation and its edges say which one. After K. Kingsbury, P. Alvaro, "Elle:
 * Inferring Isolation Anomalies from Experimental Observations" (VLDB 2020).
 *
 * <p>What is found is sound: an anomaly that is reported did happen. It is complete as far as the history shows. {@code details} of the result:
 * {@code anomalies} (names as Elle gives them, sorted), {@code not} (the weakest consistency models that do not hold), {@code alsoNot}
 * (stronger ones), {@code tolerated} (found, but allowed by the options), {@code counts} of each, {@code transactions}, {@code components}.
 *
 * <p>{@link io.schism.checkers.Verdict#UNKNOWN} when nothing relates any two transactions, when a value was appended twice, when an operation
 * is no such transaction, and when the budget ends.
 */
public final class ListAppend implements Checker {
    private final IsolationOptions options;

    public ListAppend(IsolationOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /** With {@link IsolationOptions#ofDefaults()}. */
    public static ListAppend ofDefaults() {
        return new ListAppend(IsolationOptions.ofDefaults());
    }

    @Override
    public String name() {
        return "list-append";
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
        AppendDialect dialect = new AppendDialect(codes);
        Transactions transactions = TransactionReader.read(history, dialect, codes, allowance);
        Transcript transcript = new Transcript(transactions);
        Anomalies anomalies = new Anomalies(options.evidencePerAnomaly());
        EdgeBuffer edges = new EdgeBuffer(transactions.count(), allowance);
        AppendAnalysis analysis =
                new AppendAnalysis(transactions, dialect, transcript, anomalies, edges, options, allowance);
        Judgement judgement = new Judgement(name(), options, anomalies);
        CycleFinder cycles;
        try {
            analysis.run();
            cycles = new CycleFinder(edges.graph(), transactions, options.order(), allowance);
            cycles.run(options.cycleSearchSteps());
        } catch (UnusableHistoryException | BudgetSpentException cause) {
            return judgement.cutShort(transactions, String.valueOf(cause.getMessage()));
        }
        Explainer explainer = new AppendExplainer(transcript, dialect, analysis);
        Exhibits exhibits = new Exhibits(transcript);
        for (Cycle cycle : cycles.cycles()) {
            anomalies.add(cycle.anomaly(), () -> exhibits.cycle(cycle, explainer));
        }
        return judgement.of(transactions, cycles, Map.of());
    }
}
