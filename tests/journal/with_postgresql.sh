#!/bin/bash
# Runs a command beside a PostgreSQL server of its own, and names the server in ZHIXING_TEST_POSTGRESQL.
# The server listens on a socket in a new directory only, so that nothing else on the machine is touched.
set -euo pipefail
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
home=$(mktemp -d /tmp/zhixing-postgresql.XXXXXX)
# The server does not run as root.
as_user() { if ((EUID == 0)); then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
((EUID != 0)) || chown postgres "$home"
stop() {
    as_user "$programs/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap stop EXIT
as_user "$programs/initdb" -D "$home/data" -U zhixing --auth=trust --encoding=UTF8 --no-locale --no-sync >"$home/log"
serve() {
    as_user "$programs/pg_ctl" -D "$home/data" -w -l "$home/server.log" \
        -o "-c listen_addresses= -c unix_socket_directories=$home -c max_connections=60 -c recovery_init_sync_method=syncfs" "$@" >>"$home/log"
}
serve start
export ZHIXING_TEST_POSTGRESQL="postgresql://zhixing@${home//\//%2F}"
# For trials that kill the server: as if its machine had failed, and started again.
export ZHIXING_TEST_POSTGRESQL_RESTART="$(declare -p home programs); $(declare -f as_user serve); serve -m immediate restart"
"$@"
