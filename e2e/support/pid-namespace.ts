import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { killAll } from './processes.ts'
import { until } from './until.ts'

/** A pid namespace, in which pids are few and the next one can be chosen. Everything in it ends with it. Needs root. */
export interface PidNamespace extends AsyncDisposable {
  /** Goes before a command that is to run in it. */
  readonly enter: readonly [string, ...string[]]
  /** The pid, as this process sees it, of the one that has this pid in the namespace. */
  outside(pid: number): Promise<number>
  /** A process that has this pid in it, and nothing to do with us; answers its pid outside. */
  spawnAs(pid: number, options: { leadsGroup: boolean }): Promise<number>
}

/** `reaps` says whether its first process takes care of orphans that have ended. */
export async function createPidNamespace({ reaps }: { reaps: boolean }): Promise<PidNamespace> {
  // Who ignores the signal about ended children has no zombies.
  const init = reaps ? ['env', '--ignore-signal=CHLD', 'sleep', '86400'] : ['sleep', '86400']
  const [file, ...args] = [...UNSHARE, ...init]
  const child = spawn(file, args, { stdio: 'ignore' })
  const ended = once(child, 'exit')
  const first = await until(() => child.exitCode === null && findSleeper(child.pid ?? 0), {
    what: 'the first process of the namespace',
  })
  const enter = ['nsenter', '--target', String(first), '--pid', '--mount', '--'] as const
  const outside = (pid: number) =>
    until(() => findInside(first, pid), { what: `the process ${String(pid)} of the namespace` })
  return {
    enter,
    outside,
    spawnAs: (pid, { leadsGroup }) => {
      const script = `${leadsGroup ? 'set -m; ' : ''}${spawnScript(pid)}`
      const [entering, ...rest] = enter
      const { stdout, stderr } = spawnSync(entering, [...rest, 'sh', '-c', script], { encoding: 'utf8' })
      if (Number(stdout) !== pid) throw new Error(`The pid is ${stdout} instead of ${String(pid)}: ${stderr}`)
      return outside(pid)
    },
    [Symbol.asyncDispose]: async () => {
      // With its first process the kernel ends all the others.
      killAll([first])
      await ended
    },
  }
}

/** A number is free only when the last process whose group or session it names has been asked for, which may take a moment. */
function spawnScript(pid: number): string {
  return `
    for try in $(seq 100); do
      echo ${String(pid - 1)} >/proc/sys/kernel/ns_last_pid
      sleep 86400 >/dev/null 2>&1 &
      [ "$!" = ${String(pid)} ] && break
      kill -KILL "$!"
      sleep 0.1
    done
    echo "$!"`
}

const UNSHARE = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'] as const

function findSleeper(parent: number): number | undefined {
  const children = readFileSync(`/proc/${String(parent)}/task/${String(parent)}/children`, 'utf8')
  const [pid = ''] = children.split(' ')
  return pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('sleep')
    ? Number(pid)
    : undefined
}

function findInside(first: number, inside: number): number | undefined {
  const namespace = readlinkSync(`/proc/${String(first)}/ns/pid`)
  const found = readdirSync('/proc').find((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      const [, own] = /^NSpid:\t\d+\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
      return Number(own) === inside && readlinkSync(`/proc/${pid}/ns/pid`) === namespace
    } catch {
      return false
    }
  })
  return found === undefined ? undefined : Number(found)
}
