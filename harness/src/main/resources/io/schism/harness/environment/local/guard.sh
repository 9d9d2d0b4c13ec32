# Kills the node processes of one run when the harness is gone, however it went: the end of standard input is its death.
# Reads "+ PID" and "- PID" lines. A process is known by its birth, too: its number may belong to a stranger by then.
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
watched=''
while read -r verb pid; do
  rest=''
  for entry in $watched; do
    [ "${entry%%/*}" = "$pid" ] || rest="$rest $entry"
  done
  watched=$rest
  if [ "$verb" = '+' ]; then
    watched="$watched $pid/$(birth "$pid")"
    echo "$pid"
  fi
done
for entry in $watched; do
  pid=${entry%%/*}
  if [ "$(birth "$pid")" = "${entry#*/}" ]; then
    kill -KILL "-$pid" 2>/dev/null
    kill -KILL "$pid" 2>/dev/null
  fi
done
