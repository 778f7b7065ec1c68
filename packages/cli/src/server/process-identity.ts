import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What tells a process from a later one with the same pid, in the very words that the server writes into `owner.json`. */
export interface ProcessIdentity {
  startTime: string
  bootId: string
}

/** Where it is read. */
export interface IdentitySources {
  platform: string
  readFile(path: string): string
  /** Answers the standard output; throws when the program fails. */
  run(file: string, args: readonly string[]): string
}

/** `undefined` for a process that is gone, or that cannot be told from another. */
export function identifyProcess(
  pid: number,
  sources: IdentitySources = ofThisMachine,
): ProcessIdentity | undefined {
  const { platform } = sources
  try {
    if (platform === 'linux') return identifyOnLinux(pid, sources)
    return platform === 'darwin' ? identifyOnMac(pid, sources) : undefined
  } catch {
    return undefined
  }
}

/** The name in brackets may hold anything, so the fields are counted from the last bracket. */
function identifyOnLinux(pid: number, { readFile }: IdentitySources): ProcessIdentity | undefined {
  const stat = readFile(`/proc/${String(pid)}/stat`)
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return complete({ state, startTime: fields[18], bootId: readFile('/proc/sys/kernel/random/boot_id') })
}

function identifyOnMac(pid: number, { run }: IdentitySources): ProcessIdentity | undefined {
  const line = run('/bin/ps', ['-ww', '-o', 'state=,lstart=', '-p', String(pid)])
  const [state, ...words] = line.trim().split(/\s+/)
  const startTime = words.length === 5 ? words.join(' ') : undefined
  return complete({ state, startTime, bootId: run('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid']) })
}

interface Found {
  state: string | undefined
  startTime: string | undefined
  bootId: string
}

/** A zombie has ended, though it keeps its entry. */
function complete({ state = 'X', startTime = '', ...found }: Found): ProcessIdentity | undefined {
  const bootId = found.bootId.trim()
  const isKnown = !/^[ZX]/.test(state) && startTime !== '' && bootId !== ''
  return isKnown ? { startTime, bootId } : undefined
}

const ofThisMachine: IdentitySources = {
  platform: process.platform,
  readFile: (path) => readFileSync(path, 'utf8'),
  run: (file, args) =>
    // UTC and C, as for the server: `lstart` follows the time zone and the language, and is compared as text.
    execFileSync(file, args, {
      encoding: 'utf8',
      env: { LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
}
