# Kills the node processes of one run when the harness is gone, however it went: the end of standard input is its death.
# Reads "+ PID" and "- PID" lines. A process is known by its birth, too: its number may belong to a stranger by then.
# Reads "@ DIRECTORY" lines, too: control groups that are to go, with those of the nodes under them and whatever is in those.
trap '' INT HUP TERM QUIT TSTP
birth() {
  if [ -r "/proc/$1/stat" ]; then
    { read -r line < "/proc/$1/stat"; } 2>/dev/null || return
    set -- ${line##*) }
    echo "${20}"
  elif [ ! -d /proc/self ]; then
    ps -o lstart= -p "$1" 2>/dev/null | tr -d ' '
  fi
}
# Killed first and thawed then: what was frozen dies and takes no step before.
empty() {
  while read -r pid; do
    [ "$pid" -gt 0 ] && kill -KILL "$pid"
  done < "$1/cgroup.procs"
  [ ! -e "$1/freezer.state" ] || echo THAWED > "$1/freezer.state"
  [ ! -e "$1/cgroup.freeze" ] || echo 0 > "$1/cgroup.freeze"
  rmdir "$1"
}
# All in one round: what is frozen in one tree keeps its groups in the others busy.
swept() {
  printf %s "$groups" | {
    left=0
    while read -r group; do
      for node in "$group"/*/; do
        [ ! -d "$node" ] || empty "${node%/}"
      done
      rmdir "$group"
      [ ! -d "$group" ] || left=1
    done
    [ $left = 0 ]
  }
}
watched=''
groups=''
while read -r verb what; do
  if [ "$verb" = '@' ]; then
    groups="$groups$what
"
    echo '@'
    continue
  fi
  rest=''
  for entry in $watched; do
    [ "${entry%%/*}" = "$what" ] || rest="$rest $entry"
  done
  watched=$rest
  if [ "$verb" = '+' ]; then
    watched="$watched $what/$(birth "$what")"
    echo "$what"
  fi
done
for entry in $watched; do
  pid=${entry%%/*}
  if [ "$(birth "$pid")" = "${entry#*/}" ]; then
    kill -KILL "-$pid" 2>/dev/null
    kill -KILL "$pid" 2>/dev/null
  fi
done
tries=0
until swept 2>/dev/null || [ $tries -ge 100 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
