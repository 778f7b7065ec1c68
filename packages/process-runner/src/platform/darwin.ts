import { execFileSync } from 'node:child_process'
import type { Platform, ProcessEntry, ProcessIdentity } from '../types.ts'

/**
 * Everything that macOS needs, built on `ps` and `sysctl` as their manuals describe them; no part of it has run on a Mac.
 * Weaker than Linux: a process that is made between two calls of `ps` is missed by that pass, start times have whole seconds, `ps` shows the environment of one's own processes only and not of
 * protected ones, there are no session numbers, and the watchdog reaches the process group alone.
 */
export function createDarwinPlatform(run: RunCommand = runCommand): Platform {
  let boot: string | undefined

  function bootId(): string {
    boot ??= run('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid']).trim()
    if (boot === '')
      throw new Error('sysctl did not tell kern.bootsessionuuid, by which boots are told apart')
    return boot
  }

  function identify(pid: number): ProcessIdentity | undefined {
    const entry = parseProcessTable(run('/bin/ps', [...TABLE_COLUMNS, '-p', String(pid)]))[0]
    if (entry === undefined || entry.isZombie) return undefined
    return { pid, startTime: entry.startTime, bootId: bootId() }
  }

  function ageMs(identity: ProcessIdentity): number | undefined {
    const now = identify(identity.pid)
    if (now?.startTime !== identity.startTime || now.bootId !== identity.bootId) return undefined
    return Math.max(0, Date.now() - Date.parse(`${identity.startTime} UTC`))
  }

  function listProcesses(markerName: string): ProcessEntry[] {
    // One call for all markers: asking for each process would cost some 20 ms every time.
    const environments = parseEnvironments(run('/bin/ps', ['-axEww', '-o', 'pid=,command=']))
    return parseProcessTable(run('/bin/ps', ['-ax', ...TABLE_COLUMNS])).map((entry) => {
      const marker = findVariable(environments.get(entry.pid) ?? '', markerName)
      return marker === undefined ? entry : { ...entry, marker }
    })
  }

  return {
    name: 'darwin',
    caveat:
      'macOS is untried: SpecFlow is built and tested on Linux. Check with `ps` that stopped runs are gone.',
    supervisorFunctions: DARWIN_SUPERVISOR_FUNCTIONS,
    bootId,
    identify,
    ageMs,
    listProcesses,
  }
}

/** Runs a program and answers its standard output, whatever its exit code: `ps -p` exits 1 for a pid that is gone. */
export type RunCommand = (file: string, args: readonly string[]) => string

/** Parses `ps -axww -o pid=,ppid=,pgid=,sess=,state=,lstart=,command=`. `sess` is an address, no number to compare with pids. */
export function parseProcessTable(table: string): ProcessEntry[] {
  return table.split('\n').flatMap((line) => {
    const words = line.trim().split(/\s+/)
    const [pid, parentPid, groupId, , state, ...rest] = words
    if (state === undefined || rest.length < 5) return []
    return {
      pid: Number(pid),
      parentPid: Number(parentPid),
      groupId: Number(groupId),
      sessionId: 0,
      startTime: rest.slice(0, 5).join(' '),
      isZombie: state.startsWith('Z'),
      command: rest.slice(5).join(' '),
    }
  })
}

/** Parses `ps -axEww -o pid=,command=`: the command and, behind it, its environment. */
function parseEnvironments(table: string): Map<number, string> {
  const environments = new Map<number, string>()
  for (const line of table.split('\n')) {
    const [, pid, text] = /^\s*(\d+)\s(.*)$/.exec(line) ?? []
    if (pid !== undefined && text !== undefined) environments.set(Number(pid), text)
  }
  return environments
}

/** The last one: the environment stands behind the arguments, which may look alike. Values end at a space. */
function findVariable(text: string, name: string): string | undefined {
  const word = text.split(' ').findLast((candidate) => candidate.startsWith(`${name}=`))
  return word?.slice(name.length + 1)
}

const TABLE_COLUMNS = ['-ww', '-o', 'pid=,ppid=,pgid=,sess=,state=,lstart=,command=']

function runCommand(file: string, args: readonly string[]): string {
  try {
    // UTC and C: `lstart` follows the time zone and the language, and is compared as text.
    const variables: Record<string, string> = { LC_ALL: 'C', TZ: 'UTC' }
    const env = { ...variables } as NodeJS.ProcessEnv
    return execFileSync(file, args, {
      encoding: 'utf8',
      env,
      maxBuffer: 64 << 20,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string') return error.stdout
    throw error
  }
}

/** The clock is the wall clock here: it counts sleep, and a clock that is set forward brings the deadline nearer. */
const DARWIN_SUPERVISOR_FUNCTIONS = `
specflow_read_umask() {
  specflow_umask=$(umask)
}

specflow_identify() {
  # shellcheck disable=SC2046 # split on purpose, so that the spaces between the words are single
  set -- $(LC_ALL=C TZ=UTC /bin/ps -o lstart= -p "$$")
  specflow_start="$*"
}

specflow_read_clock() {
  specflow_now=$(date +%s)
}

specflow_prepare_watch() {
  # shellcheck disable=SC2016 # the parent of that shell is the watchdog
  specflow_watchdog=$(exec /bin/sh -c 'echo "$PPID"')
  specflow_read_clock
  specflow_deadline=$((specflow_now + 1 + specflow_timeout))
}

specflow_signal_others() {
  specflow_found=
  for specflow_pid in $(/bin/ps -ax -o pid=,pgid=,state= | awk -v group="$$" '$2 == group && $3 !~ /^Z/ { print $1 }'); do
    case $specflow_pid in "$$" | "$specflow_watchdog") continue ;; esac
    kill "-$1" "$specflow_pid" && specflow_found=yes
  done
}
`
