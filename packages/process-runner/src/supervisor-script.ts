/**
 * The POSIX `sh` supervisor of one run. It claims the attempt at most once, writes down who it is, runs the command to its
 * end and writes down how that was; a background half, the watchdog, enforces the deadline while no server is there.
 *
 * Arguments: run directory, marker as `NAME=value`, boot id, timeout and grace in whole seconds, the command and its own.
 *
 * It runs in dash, busybox ash and bash. Every variable begins with `specflow_`: a shell exports an assignment to a name
 * that its environment already had, and the command must get its environment unchanged.
 *
 * @param platformFunctions defines `specflow_read_umask` (sets `specflow_umask`), `specflow_identify` (sets `specflow_start` for process `$$`),
 * `specflow_read_clock` (sets `specflow_now`, seconds that also count sleep), `specflow_prepare_watch` (sets
 * `specflow_deadline` on that clock and the watchdog's own pid, `specflow_watchdog`) and `specflow_signal_others` (sends
 * signal `$1` to everything of the run but the supervisor and the watchdog, and sets `specflow_found` when there was some).
 */
export function supervisorScript(platformFunctions: string): string {
  return `#!/bin/sh
${platformFunctions.trim()}
${WATCHDOG}
${SUPERVISOR_MAIN}`
}

/** How the supervisor ends when it has no exit record to show: somebody else's claim, or nothing could be started. */
export const SUPERVISOR_EXIT = { claimedByAnother: 90, couldNotStart: 91 } as const

/**
 * USR1 from the supervisor means that the command has ended. The sleeper gets SIGKILL, since a weaker signal between its
 * fork and its exec would be lost, and is waited for, since an orphan would look like something that the command left. In
 * `specflow_nap` it is waited for again after every other signal, so there is never more than one. `kill -0` asks whether
 * it is still there; for one that was reaped, `wait` would answer 127 in any case.
 */
const WATCHDOG = `
specflow_nap() {
  sleep "$1" &
  while :; do
    wait "$!"
    [ "$?" -gt 128 ] || break
    kill -0 "$!" || break
  done
}

specflow_note_signal() {
  printf 'signal %s %s\\n' "$1" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >>"$specflow_dir/stop.log"
}

# The reason is created by link, whole or not at all. Whoever wrote one first gets the time to finish the stop.
specflow_claim_stop() {
  specflow_left=5
  until printf '{"reason":"timed_out","requestedAt":"%s","by":"supervisor"}\\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \\
    >"$specflow_dir/stop.json.watchdog"; do
    # A deadline that cannot be written down, as on a full disk, is still a deadline.
    specflow_left=$((specflow_left - 1))
    [ "$specflow_left" -gt 0 ] || return 0
    specflow_nap 1
  done
  [ -e "$specflow_dir/exit.json" ] && exit 0
  ln "$specflow_dir/stop.json.watchdog" "$specflow_dir/stop.json" || {
    specflow_left=$((specflow_grace + 10))
    while [ "$specflow_left" -gt 0 ]; do
      specflow_nap 1
      specflow_left=$((specflow_left - 1))
    done
  }
  rm -f "$specflow_dir/stop.json.watchdog"
}

specflow_stop_run() {
  specflow_note_signal SIGTERM
  kill -TERM "-$$"
  specflow_left=$specflow_grace
  while [ "$specflow_left" -gt 0 ]; do
    specflow_nap 1
    specflow_left=$((specflow_left - 1))
    specflow_signal_others 0
    [ -n "$specflow_found" ] || return 0
  done
  specflow_note_signal SIGKILL
  specflow_left=10
  while [ "$specflow_left" -gt 0 ]; do
    specflow_signal_others KILL
    [ -n "$specflow_found" ] || return 0
    specflow_nap 1
    specflow_left=$((specflow_left - 1))
  done
}

specflow_watch() {
  exec </dev/null >/dev/null 2>&1 3<&- 4>&- 5>&-
  trap '[ -z "$!" ] || { kill -KILL "$!"; wait "$!"; }; exit 0' USR1
  trap : HUP TERM
  specflow_prepare_watch
  while specflow_read_clock; [ "$specflow_now" -lt "$specflow_deadline" ]; do
    [ -e "$specflow_dir/exit.json" ] && exit 0
    # In slices: a sleep stands still while the machine does.
    specflow_left=$((specflow_deadline - specflow_now))
    [ "$specflow_left" -gt 60 ] && specflow_left=60
    specflow_nap "$specflow_left"
  done
  trap : USR1
  specflow_claim_stop
  specflow_stop_run
}
`

/**
 * `supervisor.log` stays empty until the command runs: only the shell's own word on a signal death may come into it.
 *
 * Traps, not ignored signals: a trap goes with the exec, an ignored signal would stay ignored in the command. In the
 * foreground, because a background job would begin with SIGINT ignored. In a subshell, so that the shell's line about a
 * signal death lands in supervisor.log and not in the command's stderr.
 */
const SUPERVISOR_MAIN = `# shellcheck disable=SC2034 # not every platform asks for the marker
specflow_dir=$1 specflow_marker=$2 specflow_boot=$3 specflow_timeout=$4 specflow_grace=$5
shift 5
specflow_read_umask
umask 077
# Exclusive creation; mkdir would do the same and cost a process, and a start is to be quick.
set -C
if ! true >"$specflow_dir/claim"; then
  [ -e "$specflow_dir/claim" ] && exit 90
  exit 91
fi
set +C
exec 2>"$specflow_dir/supervisor.log"
specflow_identify
[ -n "$specflow_start" ] || exit 91
# Before the record, because a server that sees it flushes the disk, and making files would have to wait for that.
exec 3<"$specflow_dir/prompt.txt" 4>"$specflow_dir/output.json" 5>"$specflow_dir/stderr.log"
# Ignored until the watchdog has traps of its own: its fork begins without the traps of here, and a signal would end it.
trap '' HUP TERM
specflow_watch &
trap : HUP INT QUIT TERM USR1 USR2 ALRM
if ! printf '{"pid":%s,"startTime":"%s","bootId":"%s","watchdogPid":%s}\\n' \\
  "$$" "$specflow_start" "$specflow_boot" "$!" >"$specflow_dir/process.json"; then
  kill -KILL "$!"
  exit 91
fi
specflow_code=
if [ ! -e "$specflow_dir/stop.json" ]; then
  (
    umask "$specflow_umask"
    exec "$@" <&3 >&4 2>&5 3<&- 4>&- 5>&-
  )
  specflow_code=$?
fi
kill -USR1 "$!" 2>/dev/null
[ -n "$specflow_code" ] || exit 0

# A shell answers 128 + n for a death by signal n and for a plain exit with that code; only the first it remarks upon.
specflow_by_signal=false
[ "$specflow_code" -gt 128 ] && [ -s "$specflow_dir/supervisor.log" ] && specflow_by_signal=true
specflow_left=60
until printf '{"code":%s,"bySignal":%s}\\n' "$specflow_code" "$specflow_by_signal" >"$specflow_dir/exit.json.tmp" &&
  mv "$specflow_dir/exit.json.tmp" "$specflow_dir/exit.json"; do
  # A full disk is given a minute.
  specflow_left=$((specflow_left - 1))
  [ "$specflow_left" -gt 0 ] || exit 1
  sleep 1
done
exit 0
`
