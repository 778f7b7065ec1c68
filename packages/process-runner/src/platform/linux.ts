import { readFileSync } from 'node:fs'
import type { Platform, ProcessEntry, ProcessIdentity } from '../types.ts'
import { procFiles, type ProcFiles } from './proc-files.ts'
import { readEnvironment } from './process-environment.ts'

/** Linux counts start times in 1/100 s for every program, whatever the kernel's own tick is. */
const TICKS_PER_SECOND = 100
const TICK_MS = 1_000 / TICKS_PER_SECOND

/** Everything from `/proc`; times there count the machine's sleep. */
export function createLinuxPlatform(proc: ProcFiles = procFiles): Platform {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

  function identify(pid: number): ProcessIdentity | undefined {
    const entry = readEntry(proc, pid)
    if (entry === undefined || entry.isZombie) return undefined
    return { pid, startTime: entry.startTime, bootId: boot }
  }

  /** Rather a tick too young than too old: both times were rounded down, and no deadline may come early. */
  function ageMs(identity: ProcessIdentity): number | undefined {
    const now = identify(identity.pid)
    if (now?.startTime !== identity.startTime || now.bootId !== identity.bootId) return undefined
    const uptimeSeconds = Number.parseFloat(readFileSync('/proc/uptime', 'utf8'))
    return Math.max(0, Math.round(uptimeSeconds * 1_000) - (Number(identity.startTime) + 1) * TICK_MS)
  }

  return {
    name: 'linux',
    supervisorFunctions: LINUX_SUPERVISOR_FUNCTIONS,
    bootId: () => boot,
    identify,
    ageMs,
    listProcesses: (markerName, earlier) => listProcesses(proc, markerName, earlier),
  }
}

/** Parses `/proc/<pid>/stat`. The name in brackets may hold anything, so the fields are counted from the last bracket. */
export function parseStat(stat: string): Omit<ProcessEntry, 'command' | 'marker'> | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, parentPid, groupId, sessionId] = fields
  const startTime = fields[19]
  if (state === undefined || startTime === undefined) return undefined
  return {
    pid: Number.parseInt(stat, 10),
    parentPid: Number(parentPid),
    groupId: Number(groupId),
    sessionId: Number(sessionId),
    startTime,
    isZombie: state === 'Z' || state === 'X',
  }
}

/**
 * Looks until no pid is there that was not looked at: a process may end after it was listed and before it was read, and
 * leave a child behind. The newest come first, because they are the ones that may be gone in a moment.
 */
function listProcesses(
  proc: ProcFiles,
  markerName: string,
  earlier: readonly ProcessEntry[] = [],
): ProcessEntry[] {
  const before = new Map(earlier.map((entry) => [entry.pid, entry]))
  const lookedAt = new Set<number>()
  const entries: ProcessEntry[] = []
  for (let round = 0; round < MAX_LISTING_ROUNDS; round += 1) {
    const fresh = proc.listPids().filter((pid) => !lookedAt.has(pid))
    if (fresh.length === 0) break
    for (const pid of fresh.toReversed()) {
      lookedAt.add(pid)
      const entry = readEntry(proc, pid)
      if (entry === undefined) continue
      const marker = readMarker(proc, { entry, before: before.get(pid), markerName })
      entries.push(marker === undefined ? entry : Object.assign(entry, { marker }))
    }
  }
  return entries
}

function readEntry(proc: ProcFiles, pid: number): ProcessEntry | undefined {
  const stat = proc.read(pid, 'stat')?.toString('latin1')
  const entry = stat === undefined ? undefined : parseStat(stat)
  if (stat === undefined || entry === undefined) return undefined
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
  return {
    ...entry,
    // Read only for the few processes that are named somewhere: a pass over the table must stay cheap.
    get command() {
      const words = proc.read(pid, 'cmdline')?.toString('utf8').split('\0').join(' ').trim()
      return words === undefined || words === '' ? `[${name}]` : words
    },
  }
}

function readMarker(
  proc: ProcFiles,
  look: { entry: ProcessEntry; before: ProcessEntry | undefined; markerName: string },
): string | undefined {
  const { entry, before, markerName } = look
  if (entry.isZombie) return undefined
  if (before?.startTime === entry.startTime && before.marker === undefined) return undefined
  const environment = readEnvironment(proc, entry)
  if (environment?.includes(`${markerName}=`) !== true) return undefined
  const variable = environment
    .toString('utf8')
    .split('\0')
    .find((candidate) => candidate.startsWith(`${markerName}=`))
  return variable?.slice(markerName.length + 1)
}

/** Only a machine on which processes are made faster than they can be read comes to this. */
const MAX_LISTING_ROUNDS = 100

/** Without a fork where the run waits for it; `grep` only narrows, since one marker may be the beginning of another. */
const LINUX_SUPERVISOR_FUNCTIONS = `
specflow_read_umask() {
  while read -r specflow_rest specflow_umask; do
    [ "$specflow_rest" = Umask: ] && return
  done </proc/self/status
  specflow_umask=$(umask)
}

specflow_identify() {
  read -r specflow_line <"/proc/$$/stat"
  # shellcheck disable=SC2086 # split on purpose: a letter and numbers
  set -- \${specflow_line##*) }
  specflow_start=\${20}
}

specflow_read_clock() {
  read -r specflow_now specflow_rest </proc/uptime
  specflow_now=\${specflow_now%%.*}
}

specflow_prepare_watch() {
  read -r specflow_watchdog specflow_rest </proc/self/stat
  specflow_deadline=$((specflow_start / ${TICKS_PER_SECOND} + 1 + specflow_timeout))
}

specflow_signal_others() {
  specflow_signal=$1
  specflow_found=
  for specflow_file in /proc/[0-9]*/stat; do
    read -r specflow_line <"$specflow_file" || continue
    # shellcheck disable=SC2086
    set -- \${specflow_line##*) }
    [ "$3" = "$$" ] && [ "$1" != Z ] && [ "$1" != X ] && specflow_signal_one "$specflow_file"
  done
  for specflow_file in $(grep -laF -- "$specflow_marker" /proc/[0-9]*/environ); do
    tr '\\0' '\\n' <"$specflow_file" | grep -qxF -- "$specflow_marker" && specflow_signal_one "$specflow_file"
  done
}

specflow_signal_one() {
  specflow_pid=\${1#/proc/}
  specflow_pid=\${specflow_pid%%/*}
  case $specflow_pid in "$$" | "$specflow_watchdog") return ;; esac
  [ "$specflow_signal" = 0 ] ||
    printf 'seen %s %s\\n' "$specflow_pid" "$(tr '\\0\\n' '  ' <"/proc/$specflow_pid/cmdline")" >>"$specflow_dir/stop.log"
  kill "-$specflow_signal" "$specflow_pid" && specflow_found=yes
}
`
