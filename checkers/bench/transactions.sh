#!/usr/bin/env bash
# Prints what the isolation checkers need for the histories that suite_txn.sh makes, as a table: checking alone, warm, median.
# usage: transactions.sh SUITE_DIR HISTORIES_DIR [REPEAT]
#   SUITE_DIR      where suite_txn.sh and gentxn.py are (shared/bench)
#   HISTORIES_DIR  where the histories are put, about 1.6 GB; those that exist are kept
set -euo pipefail

suite=${1:?usage: transactions.sh SUITE_DIR HISTORIES_DIR [REPEAT]}
histories=${2:?usage: transactions.sh SUITE_DIR HISTORIES_DIR [REPEAT]}
repeat=${3:-15}
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

"$suite/suite_txn.sh" "$histories"
for sessions in 40 100 400; do
  for mode in append rw; do
    file=$histories/$mode-100k-s$sessions.jsonl
    [ -s "$file" ] || python3 "$suite/gentxn.py" --mode $mode --txns 100000 --procs $sessions --seed 8 --out "$file"
  done
done

"$home/schism" --version >/dev/null
(cd "$home" && mvn -q -B -o -Dquick -pl checkers test-compile)

echo '| history | verdict | transactions | processor | wall clock | peak of the process |'
echo '| --- | --- | --- | --- | --- | --- |'
# One process for each history: code that was compiled for another would not be its own.
for size in 10k 100k 100k-info1-fail5 100k-g2 100k-stale 100k-s40 100k-s100 100k-s400 1m 1m-g2; do
  for mode in append rw; do
    # shellcheck disable=SC2086
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" ${BENCH_JAVA_OPTS:--Xmx2g} \
      -cp "$home/checkers/target/test-classes:$home/checkers/target/classes:$home/harness/target/lib/*" \
      io.schism.checkers.txn.TransactionBenchmark "$histories/$mode-$size.jsonl" "$repeat"
  done
done
