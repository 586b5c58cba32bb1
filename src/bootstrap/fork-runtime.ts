import { FORK_ANSWER, FORK_FOLDER, FORK_VARIABLES, SAVE_SIGNAL } from '../shared/forks';

/**
 * The program that lets containers start as forks of a saved one, in POSIX sh. The engine runs it in place of `runsc`. No brace is after a
 * dollar or a percent sign, which Terraform would take as the start of a template.
 */
export const FORK_RUNTIME = String.raw`#!/bin/sh
# Lets containers start as forks of a saved one. The engine runs this in place of runsc, whose path is the first argument. What a
# container is to do is in its environment, where only a set of clones may put it. ID has 64 hexadecimal digits, of which the first
# 32 are those of the set.
#   NAME=save:ID    the signal SIGNAL saves it as the template ID, and ends it
#   NAME=from:ID    it starts as a fork of that template, and NAME_AFTER says what is done in it before it counts as
#   started
#   NAME=probe:ID, check:ID, keep:ID, remove:ID    it does not start: the error of its creation is the answer. "keep" removes what
#   else there is of the set, and "remove" all of it
set -u
export LC_ALL=C
umask 077
store=FOLDER
# What was read since the last boot.
read=/run/berth/forks

runsc=$1 before=0 action='' bundle='' log='' container='' last=''
for argument in "$@"; do
  case $last in
    --log) log=$argument ;;
    --bundle) bundle=$argument ;;
  esac
  if [ -z "$action" ]; then
    case $argument in
      create | start | kill) action=$argument ;;
      *) before=$((before + 1)) ;;
    esac
  fi
  container=$last last=$argument
done
[ -n "$action" ] || exec "$@"
[ -n "$bundle" ] || bundle=$(dirname "$log")

if [ "$action" = create ]; then
  # A sandbox that was killed, as at the end of its host, leaves this file, and gVisor does not start a container that has one.
  root=$(sed -n 's/.*[,{]"root":{"path":"\([^"\]*\)".*/\1/p' "$bundle/config.json" 2>/dev/null)
  case $root in
    '') ;;
    /*) rm -f "$root/.gvisor.filestore.$last" ;;
    *) rm -f "$bundle/$root/.gvisor.filestore.$last" ;;
  esac
fi
grep -q '[[,]"NAME=' "$bundle/config.json" 2>/dev/null || exec "$@"

# In JSON, a quotation mark within a text has a backslash before it. So these parts can only be the two ends of the list of variables.
environment=$(awk '{
  rest = substr($0, index($0, "\"env\":[") + 6)
  print substr(rest, 1, index(rest, "],\"cwd\":\""))
}' "$bundle/config.json")
printf '%s\n' "$environment" | grep -q '[[,]"NAME=' || exec "$@"

# VARIABLE PATTERN: its value, or nothing.
value() {
  printf '%s\n' "$environment" | grep -o "[[,]\"$1=$2\"" | tail -n 1 | sed 's/^[^=]*=//; s/"$//'
}

# TEXT: ends with an error. The engine reports the last one of the log, or what is printed.
fail() {
  text=$(printf '%s' "ANSWER$1" | tr -c '[:print:]' ' ' | tr -d '"\\' | cut -c 1-2000)
  printf '{"level":"error","msg":"%s","time":"%s"}\n' "$text" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >>"$log"
  printf '%s\n' "$text" >&2
  exit 1
}

fork=$(value NAME '[a-z]*:[0-9a-f]\{64\}')
[ -n "$fork" ] || fail 'refused: NAME is not a word, a colon and 64 hexadecimal digits.'
id=$(printf '%s' "$fork" | cut -d : -f 2)
template=$store/$id

# What a template can be restored with: this runsc, and processors with the same features.
identity() {
  stat -L -c '%s %Y %i' "$runsc"
  grep -m 2 -E '^(model name|flags)' /proc/cpuinfo
}

# FOLDER: the names and sizes of what is saved there, and when it was last changed.
files_in() {
  (cd "$1" && stat -c '%n %s %.Y %.Z' ./*.img)
}

# Prints what is wrong with the template, or nothing. Its content is read once after each boot.
problem() {
  [ -d "$template" ] || { echo missing; return; }
  [ "$(cat "$template/identity" 2>/dev/null)" = "$(identity)" ] || { echo stale; return; }
  saved=$(cat "$template/files" 2>/dev/null)
  [ -n "$saved" ] && [ "$saved" = "$(files_in "$template" 2>/dev/null)" ] || { echo damaged; return; }
  [ "$saved" != "$(cat "$read/$id" 2>/dev/null)" ] || return
  (cd "$template" && sha256sum --status -c sums 2>/dev/null) || { echo damaged; return; }
  mkdir -p "$read" && printf '%s\n' "$saved" >"$read/$id.$$" && mv "$read/$id.$$" "$read/$id"
}

make_store() {
  mkdir -p "$store" && chmod 700 "$store" || fail "unable: $store can't be written."
}

case $action:$fork in
  create:save:* | create:from:*)
    # Found here, it leaves nothing behind. After a failed start, some engines can't start the container again.
    found=$([ "$fork" = "save:$id" ] || problem)
    [ -z "$found" ] || fail "$found: the template $id. The next apply builds it anew."
    # Otherwise, a fork that gets the address of the saved one would go on with its connections.
    shift
    exec "$runsc" --allow-live-tcp-migration=false "$@"
    ;;
  create:probe:*)
    make_store
    said=$("$runsc" --allow-live-tcp-migration=false --version 2>&1) || fail "unable: $said"
    fail "able: $(printf '%s' "$said" | head -n 1)"
    ;;
  create:check:*) fail "checked: $(problem)" ;;
  create:keep:* | create:remove:*)
    set=$(printf '%s' "$id" | cut -c 1-32)
    for each in "$store/$set"* "$store/.new-$set"* "$read/$set"*; do
      case $fork:$each in
        keep:"$id:$template" | keep:"$id:$read/$id") ;;
        *) rm -rf "$each" ;;
      esac
    done
    fail 'removed:'
    ;;
  start:save:* | kill:from:*) exec "$@" ;;
  kill:save:*) [ "$last" = SIGNAL ] || exec "$@" ;;
  start:from:*)
    after=$(value NAME_AFTER '[a-z]*:[A-Za-z0-9+/=]*')
    [ -n "$after" ] || fail 'refused: NAME_AFTER is missing.'
    ;;
  *) fail "refused: nothing is known of $fork." ;;
esac

# Of the arguments, runsc and the engine's options stay.
count=$# position=0
while [ "$position" -lt "$count" ]; do
  argument=$1
  shift
  [ "$position" -ge "$before" ] || set -- "$@" "$argument"
  position=$((position + 1))
done

if [ "$action" = kill ]; then
  make_store
  if [ -n "$(value NAME_CONNECTIONS refuse)" ]; then
    # A program of the container prints them: as much as it likes, and as long. Until the engine has its answer, it removes no image.
    tables=$({ timeout -k 1 10 "$@" exec "$container" cat /proc/net/tcp /proc/net/tcp6 && echo complete; } 2>&1 | head -c 1000000)
    case $tables in *complete) ;; *) fail "unsaved: its connections can't be read: $tables" ;; esac
    # Those to itself stay within the template.
    open=$(printf '%s\n' "$tables" | grep -v -E ' (0100007F|0{24}01000000):' | awk '$4 == "01" { count++ } END { print count + 0 }')
    [ "$open" = 0 ] || fail "unsaved: it has $open open connections, which no fork could have."
  fi
  new=$store/.new-$id
  rm -rf "$new"
  mkdir "$new" || fail "unable: $new can't be made."
  said=$("$@" checkpoint --image-path "$new" --compression none "$container" 2>&1) || {
    rm -rf "$new"
    fail "unsaved: $said"
  }
  # What has its name is whole: it gets it when all of it is on the disk.
  (cd "$new" && sha256sum ./*.img >sums && files_in . >files && identity >identity && sync ./* .) \
    && rm -rf "$template" && mv "$new" "$template" && sync "$store" || fail "unable: $template can't be written."
  exit 0
fi

said=$("$@" restore --detach --image-path "$template" "$last" 2>&1) || {
  "$@" kill --all "$last" KILL >/dev/null 2>&1
  fail "unrestored: $said"
}
hook=$(printf '%s' "$after" | cut -d : -f 2)
output=$bundle/fork-output pipe=$bundle/fork-pipe late=''
rm -f "$output" "$pipe"
case $after in
  none:) exit 0 ;;
  signal:*) "$@" kill "$last" "$hook" >"$output" 2>&1 && exit 0 ;;
  exec:*)
    limit=$(value NAME_TIMEOUT '[0-9]*')
    printf '%s' "$hook" | base64 -d >"$bundle/fork-hook"
    # Only the end of what it prints is kept, so that it can't fill the host. A program that it leaves behind goes on printing to nobody.
    mkfifo "$pipe" || fail "unable: $pipe can't be made."
    { tail -c 1000 <"$pipe" >"$output.new"; mv "$output.new" "$output"; } >/dev/null 2>&1 &
    timeout -k 1 "$limit" xargs -0 -a "$bundle/fork-hook" "$@" exec "$last" </dev/null >"$pipe" 2>&1 && exit 0
    [ $? != 124 ] || late=" It took longer than $limit s."
    ;;
esac
"$@" kill --all "$last" KILL >/dev/null 2>&1
# The pipe ends with those that have it.
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -e "$output" ] || sleep 0.1; done
fail "hook: $(cat "$output" 2>/dev/null)$late"
`
  .replaceAll('NAME', FORK_VARIABLES)
  .replaceAll('SIGNAL', `${SAVE_SIGNAL}`)
  .replaceAll('FOLDER', FORK_FOLDER)
  .replaceAll('ANSWER', FORK_ANSWER);
