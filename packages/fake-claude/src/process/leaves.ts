import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { Environment } from '../command/environment.ts'
import type { Log } from '../command/log.ts'
import type { LeafKind } from './leaf-kinds.ts'
import { LEAF_RECIPES } from './leaf-recipes.ts'

/** The processes that an agent's tools start. */
export interface Leaves {
  /** Resolves when the process is what its kind says; its pid is in the log by then. */
  start: (kind: LeafKind) => Promise<void>
  /** Ends every child that is still the agent's own, as the real command does at a signal; the orphans stay, and nothing starts any more. */
  stopOwn: () => Promise<void>
}

/** `environment` is what the processes are given, as the real command gives its tools its own. */
export function createLeaves(environment: Environment, log: Log): Leaves {
  const own: OwnChild[] = []
  let stopping = false
  return {
    async start(kind) {
      if (stopping) return
      const recipe = LEAF_RECIPES[kind]
      const child = spawn(recipe.command, recipe.args, {
        detached: recipe.detached,
        env: environment,
        stdio: ['ignore', recipe.announces ? 'pipe' : 'ignore', 'ignore'],
      })
      await once(child, 'spawn')
      if (recipe.stopped) own.push({ child, leadsGroup: recipe.detached })
      const leafPid = recipe.announces ? await announcedPid(child) : child.pid
      if (recipe.orphaned) await ended(child)
      child.unref()
      if (leafPid !== undefined) log({ event: 'leaf', kind, leafPid })
    },
    async stopOwn() {
      stopping = true
      await Promise.all(own.map((child) => stop(child)))
    },
  }
}

interface OwnChild {
  child: ChildProcess
  leadsGroup: boolean
}

async function announcedPid(child: ChildProcess): Promise<number | undefined> {
  if (child.stdout === null) return undefined
  for await (const line of createInterface({ input: child.stdout })) return Number(line)
  return undefined
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** How long a tool may take to end at SIGTERM: the real command was seen to give up after about 1.5 s. */
const TOOL_GRACE_MS = 1_500

async function stop({ child, leadsGroup }: OwnChild): Promise<void> {
  const { pid } = child
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const target = leadsGroup ? -pid : pid
  const end = ended(child)
  process.kill(target, 'SIGTERM')
  const patience = new AbortController()
  const inTime = await Promise.race([
    end.then(() => true),
    delay(TOOL_GRACE_MS, false, { signal: patience.signal }),
  ])
  patience.abort()
  if (inTime) return
  process.kill(target, 'SIGKILL')
  await end
}
