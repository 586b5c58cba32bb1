# Fills the queue, gives jobs of workers that are gone to others, and prints how far they are.
ask() { redis-cli -h "$QUEUE" --raw "$@"; }

[ "$(ask SETNX filled 1)" = 1 ] && seq 1 "$JOBS" | sed 's/^/LPUSH jobs job-/' | ask > /dev/null

while :; do
  for list in $(ask KEYS 'doing:*'); do
    [ "$(ask EXISTS "alive:${list#doing:}")" = 0 ] || continue
    while [ -n "$(ask LMOVE "$list" jobs RIGHT RIGHT)" ]; do :; done
  done
  alive=$(ask KEYS 'alive:*')
  colors=$([ -z "$alive" ] || ask MGET $alive | sort | uniq -c | tr -s '\n ' ' ')
  echo "$(ask SCARD done) of $JOBS done, $(ask LLEN jobs) wait; workers:$colors"
  sleep 1
done
