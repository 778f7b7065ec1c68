import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { SERVER, nodeBinary } from './paths.ts'
import { until } from './until.ts'

/** Of nobody on the machine, so that its processes are counted and limited alone. */
const UID = '64321'
const BECOME_USER = ['setpriv', `--reuid=${UID}`, `--regid=${UID}`, '--clear-groups'] as const

/** For root, whom no mode and no limit keeps from anything: starts the server as a user whom they do. */
export const COMMAND_AS_ORDINARY_USER = [
  'sh',
  '-c',
  `chown -R ${UID}:${UID} "\${SPECFLOW_HOME%/*}" && exec "$@"`,
  'sh',
  ...BECOME_USER,
  nodeBinary(),
  SERVER,
] as const satisfies readonly [string, ...string[]]

type Resource = 'nproc' | 'nofile'

/** Sets the soft limit of such a process, which can be raised again. Root itself may be forbidden to in a container. */
export function setLimit(pid: number, resource: Resource, value: string): void {
  runAsUser(['prlimit', `--pid=${String(pid)}`, `--${resource}=${value}:`])
}

export function readLimit(pid: number, resource: Resource): string {
  const title = { nproc: 'Max processes', nofile: 'Max open files' }[resource]
  const limits = readFileSync(`/proc/${String(pid)}/limits`, 'utf8')
  const [, soft] = new RegExp(`^${title}\\s+(\\S+)`, 'm').exec(limits) ?? []
  if (soft === undefined) throw new Error(`The process ${String(pid)} tells no limit of ${resource}.`)
  return soft
}

/** Once two looks at them are alike: the connection of the last request is closed a moment after its answer. */
export function settledDescriptors(pid: number): Promise<Set<number>> {
  let before = ''
  return until(
    () => {
      const found = runAsUser(['ls', `/proc/${String(pid)}/fd`])
      const isSettled = found === before
      before = found
      return isSettled && new Set(found.trim().split('\n').map(Number))
    },
    { what: 'the connections of the server to close' },
  )
}

function runAsUser(command: readonly string[]): string {
  const [file, ...args] = [...BECOME_USER, ...command]
  return execFileSync(file, args, { encoding: 'utf8' })
}
