#!/usr/bin/env bash
# Restarts a container engine under a run and says what came of it. The engine is one of its own: other network namespace, other
# folders, other socket; the machine's engine and its rules are not touched. Needs root, dockerd, etcd; about two minutes a case.
#
#   harness/src/test/engine/engine-restart.sh [stop|crash|gone]...
#
# stop: the engine ends in order and comes back. crash: it is killed and comes back. gone: it is killed and comes back only after the run.
# Each must end in time with an honest verdict (2, unknown, with a reason) and leave nothing once the engine is back.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd -P)
if [ -z "${SCHISM_ENGINE_NAMESPACE:-}" ]; then
  export SCHISM_ENGINE_NAMESPACE=1
  exec unshare --net --mount -- "$0" "$@"
fi
[ $# -gt 0 ] || set -- stop crash gone
export PATH=$PATH:/usr/sbin:/sbin
work=$(mktemp -d /tmp/schism-engine-XXXXXX)
export DOCKER_HOST=unix://$work/docker.sock
engine=

engine_start() {
  dockerd -H "$DOCKER_HOST" --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/dockerd.pid" \
    --default-address-pool base=10.231.0.0/16,size=24 --bip 10.230.0.1/24 >>"$work/dockerd.log" 2>&1 </dev/null &
  engine=$!
  for _ in $(seq 200); do
    docker info >/dev/null 2>&1 && return
    sleep 0.2
  done
  echo "the engine did not start; see $work/dockerd.log"
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
"$home/schism" images >/dev/null
bad=0
for case in "$@"; do
  echo "== $case"
  began=$SECONDS
  "$home/schism" test --env docker --system etcd --nodes 3 --faults partition,kill,pause --fault-interval 2s \
    --time-limit 25s --runs "$work/runs" >"$work/out" 2>&1 </dev/null &
  run=$!
  until grep -q '^running' "$work/out"; do
    kill -0 "$run" 2>/dev/null || break
    sleep 0.2
  done
  sleep 6
  case $case in
    stop)
      engine_stop
      engine_start
      ;;
    crash)
      engine_kill
      sleep 1
      engine_start
      ;;
    gone) engine_kill ;;
    *)
      echo "stop, crash or gone, not $case"
      exit 64
      ;;
  esac
  code=0
  wait "$run" || code=$?
  took=$((SECONDS - began))
  sed 's/^/   /' "$work/out"
  if [ "$case" = gone ]; then
    engine_start
    "$home/schism" clean | sed 's/^/   clean: /'
  fi
  rest=$(left)
  echo "== $case: exit $code after $took s, left: ${rest:-nothing}"
  if [ "$code" != 2 ] || [ -n "$rest" ] || [ "$took" -gt 150 ]; then
    bad=1
  fi
done
exit $bad
