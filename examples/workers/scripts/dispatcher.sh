# Fills the queue, gives jobs of workers that are gone to others, and prints how far they are.
ask() { redis-cli -h "$QUEUE" --raw "$@"; }

[ "$(ask SETNX filled 1)" = 1 ] && seq 1 "$JOBS" | sed 's/^/LPUSH jobs job-/' | ask > /dev/null

while :; do
  doing=$(ask KEYS 'doing:*')
  alive=$(ask KEYS 'alive:*')
  # What is there once is of a worker that does something and is not alive.
  for name in $(printf '%s\n' "$doing" "$alive" "$alive" | sed 's/^[a-z]*://' | sort | uniq -u); do
    while [ -n "$(ask LMOVE "doing:$name" jobs RIGHT RIGHT)" ]; do :; done
  done
  colors=$([ -z "$alive" ] || ask MGET $alive | sort | uniq -c | tr -s '\n ' ' ')
  echo "$(ask SCARD done) of $JOBS done, $(ask LLEN jobs) wait; workers:$colors"
  sleep 1
done
