#!/usr/bin/env bash
# Runs Schism on a container engine of its own and says what came of it: other network namespace, other folders, other socket; the machine's
# engine and its rules are not touched. Needs root, dockerd, etcd, nft; half a minute to two minutes a case.
#
#   harness/src/test/engine/own-engine.sh [tcp|stop|crash|gone]...
#
# tcp: the engine is spoken to at tcp://127.0.0.1:2375, and a whole run must be valid (0).
# stop: the engine ends in order in mid-run and comes back. crash: it is killed and comes back. gone: it is killed and comes back only after
# the run. Each of these must end in time with an honest verdict (2, unknown, with a reason).
# Nothing may be left of any once the engine is back. SCHISM is the program to run, ./schism by default.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd -P)
if [ -z "${SCHISM_ENGINE_NAMESPACE:-}" ]; then
  export SCHISM_ENGINE_NAMESPACE=1
  exec unshare --net --mount -- "$0" "$@"
fi
[ $# -gt 0 ] || set -- tcp stop crash gone
export PATH=$PATH:/usr/sbin:/sbin
schism=${SCHISM:-$home/schism}
work=$(mktemp -d /tmp/schism-engine-XXXXXX)
socket=unix://$work/docker.sock
tcp=tcp://127.0.0.1:2375 # of this network namespace alone
export DOCKER_HOST=$socket
engine=

engine_start() {
  dockerd -H "$socket" -H "$tcp" --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/dockerd.pid" \
    --default-address-pool base=10.231.0.0/16,size=24 --bip 10.230.0.1/24 >>"$work/dockerd.log" 2>&1 </dev/null &
  engine=$!
  for _ in $(seq 300); do
    docker info >/dev/null 2>&1 && return
    kill -0 "$engine" 2>/dev/null || break
    sleep 0.2
  done
  echo "the engine did not start:"
  tail -n 5 "$work/dockerd.log"
  exit 70
}

engine_kill() { # its containerd and the shims die with it, as after a crash of the machine's service
  kill -9 "$engine" 2>/dev/null || true
  wait "$engine" 2>/dev/null || true
  [ ! -e "$work/exec/containerd/containerd.pid" ] || kill -9 "$(cat "$work/exec/containerd/containerd.pid")" 2>/dev/null || true
  rm -f "$work/dockerd.pid" "$work/exec/containerd/containerd.pid"
}

engine_stop() {
  kill "$engine" 2>/dev/null || true
  wait "$engine" 2>/dev/null || true
}

finish() {
  engine_stop
  umount -R "$work/exec" 2>/dev/null || true
  umount -R "$work/data" 2>/dev/null || true
  rm -rf "$work" 2>/dev/null || true
}
trap finish EXIT

left() {
  docker ps -aq --filter label=io.schism.run
  docker network ls -q --filter label=io.schism.run
  docker volume ls -q --filter label=io.schism.run
}

ip link set lo up
engine_start
"$schism" images >/dev/null
bad=0
for case in "$@"; do
  echo "== $case"
  began=$SECONDS
  expected=2
  [ "$case" != tcp ] || expected=0
  host=$socket
  [ "$case" != tcp ] || host=$tcp
  interval=2s
  [ "$case" != tcp ] || interval=5s # faults on top of each other leave some without proof on a busy machine
  DOCKER_HOST=$host "$schism" test --env docker --system etcd --nodes 3 --faults partition,kill,pause,clock --fault-interval $interval \
    --time-limit 25s --runs "$work/runs" >"$work/out" 2>&1 </dev/null &
  run=$!
  until grep -q '^running' "$work/out"; do
    kill -0 "$run" 2>/dev/null || break
    sleep 0.2
  done
  case $case in
    tcp) ;;
    stop)
      sleep 6
      engine_stop
      engine_start
      ;;
    crash)
      sleep 6
      engine_kill
      engine_start
      ;;
    gone)
      sleep 6
      engine_kill
      ;;
    *)
      echo "tcp, stop, crash or gone, not $case"
      exit 64
      ;;
  esac
  code=0
  wait "$run" || code=$?
  took=$((SECONDS - began))
  sed 's/^/   /' "$work/out"
  if [ "$case" = gone ]; then
    engine_start
    "$schism" clean | sed 's/^/   clean: /'
  fi
  rest=$(left)
  echo "== $case: exit $code after $took s, left: ${rest:-nothing}"
  if [ "$code" != "$expected" ] || [ -n "$rest" ] || [ "$took" -gt 150 ]; then
    bad=1
  fi
done
exit $bad
