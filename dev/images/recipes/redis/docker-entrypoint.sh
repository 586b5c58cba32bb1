#!/bin/sh
set -e

if [ "$1" = redis-server ]; then
  # The official image is compiled to accept connections from other containers without this option.
  case "$*" in
    *protected-mode*) ;;
    *) set -- "$@" --protected-mode no ;;
  esac
  if [ "$(id -u)" = 0 ]; then
    find . ! -user redis -exec chown redis '{}' +
    exec setpriv --reuid redis --regid redis --clear-groups "$@"
  fi
fi

exec "$@"
