#!/bin/sh
set -e

if [ "$1" = postgres ]; then
  if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chmod 700 "$PGDATA"
    find "$PGDATA" /var/run/postgresql ! -user postgres -exec chown postgres '{}' +
    exec setpriv --reuid postgres --regid postgres --init-groups "$0" "$@"
  fi
  if [ ! -s "$PGDATA/PG_VERSION" ]; then
    if [ -z "$POSTGRES_PASSWORD" ]; then
      echo 'Error: set POSTGRES_PASSWORD, the password of the user postgres' >&2
      exit 1
    fi
    # Uses a pipe, because a read-only root file system may have no place for a file.
    printf '%s\n' "$POSTGRES_PASSWORD" | initdb --username postgres --pwfile /dev/stdin
    echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  fi
fi

exec "$@"
