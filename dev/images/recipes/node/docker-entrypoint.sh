#!/bin/sh
set -e

case "$1" in
  -*) set -- node "$@" ;;
  *) command -v "$1" > /dev/null || set -- node "$@" ;;
esac

exec "$@"
