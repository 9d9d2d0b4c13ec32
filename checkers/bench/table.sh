#!/bin/sh
# Prints the table of speeds for linearizability. table.sh FOLDER [word …]: the folder holds the histories of ../shared/bench/suite.sh, which
# makes them if they are not there; only rows that contain one of the words are measured.
set -eu
folder=$(mkdir -p "${1:?usage: table.sh FOLDER [word ...]}" && cd "$1" && pwd)
shift
cd "$(dirname "$0")/.."
[ -s "$folder/kv-1m-k1000-p20-stale.jsonl" ] || ../../shared/bench/suite.sh "$folder"
(cd .. && mvn -q -B -o -Dquick -pl checkers -am test-compile)
(cd .. && mvn -q -B -o -Dquick -pl checkers dependency:build-classpath -Dmdep.outputFile="$folder/classpath" -Dmdep.includeScope=test)
exec java ${JAVA_OPTIONS:-} -cp "target/test-classes:target/classes:$(cat "$folder/classpath")" \
    io.schism.checkers.linear.SpeedTable "$folder" "$@"
