# Takes a job from the queue into a list of its own, does it, and says that it is done.
ask() { redis-cli -h "$QUEUE" --raw "$@"; }
trap 'stop=1' TERM

while [ -z "$stop" ]; do
  ask SET "alive:$NAME" "$COLOR" EX 15 > /dev/null || { sleep 1; continue; }
  # What it was doing when it was killed comes first.
  job=$(ask LINDEX "doing:$NAME" -1)
  [ -n "$job" ] || job=$(ask BLMOVE jobs "doing:$NAME" RIGHT LEFT 1)
  [ -n "$job" ] || continue
  sleep 0.2
  ask SADD done "$job" > /dev/null && ask LREM "doing:$NAME" 1 "$job" > /dev/null
done
