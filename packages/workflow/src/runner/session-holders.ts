import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Platform } from '@specflow/process-runner'
import { z } from 'zod'
import { errnoCode } from '../files/storage-error.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { uuidSchema } from '../schema/index.ts'
import type { SessionHolder } from './port.ts'
import { executionOfMarker, RUN_MARKER_NAME } from './run-marker.ts'

/** A file that is being written anew is empty for a moment; one that stays broken is nobody's. */
const MAX_READINGS = 3
const PAUSE_MS = 10
/** Some systems know the age of a process in whole seconds. */
const START_TIME_SLACK_MS = 2_000

export interface SessionHolderSearch {
  /** Of the agent. It writes `sessions/<pid>.json` in it while it has a session open, and removes it at its exit. */
  configDirectory: string
  homeId: string
  platform: Pick<Platform, 'ageMs' | 'identify' | 'listProcesses' | 'name'>
}

/** What else the agent writes there is its own affair. */
const liveFileSchema = z.object({
  sessionId: uuidSchema,
  procStart: z.union([z.string(), z.number()]).optional(),
})

/**
 * Who has these sessions open, by the files in which the agent says so. A file counts only while the very process that
 * wrote it is alive: SIGKILL leaves the file, its pid is used again, and none of that may hold up a session for ever.
 */
export async function findSessionHolders(
  search: SessionHolderSearch,
  sessionIds: readonly string[],
): Promise<SessionHolder[]> {
  const holders = (await listOpenSessions(search)).filter(({ sessionId }) => sessionIds.includes(sessionId))
  return withExecutions(search, holders)
}

/**
 * The session that the live run of an execution has open: until a first run ends, nobody but the agent knows it.
 * `undefined` while no process of the run says so, or where two of them disagree.
 */
export async function findOpenSession(
  search: SessionHolderSearch,
  executionId: string,
): Promise<string | undefined> {
  const holders = withExecutions(search, await listOpenSessions(search))
  const ours = holders.filter((holder) => holder.executionId === executionId)
  const [sessionId, ...others] = new Set(ours.map((holder) => holder.sessionId))
  return others.length === 0 ? sessionId : undefined
}

async function listOpenSessions(search: SessionHolderSearch): Promise<SessionHolder[]> {
  const holders: SessionHolder[] = []
  for (const pid of listPids(join(search.configDirectory, 'sessions'))) {
    const sessionId = await openSessionOf(search, pid)
    if (sessionId !== undefined) holders.push({ sessionId, pid })
  }
  return holders
}

function listPids(directory: string): number[] {
  try {
    return readdirSync(directory)
      .flatMap((name) => /^([1-9]\d{0,9})\.json$/.exec(name)?.[1] ?? [])
      .map(Number)
  } catch (error) {
    // An agent that never ran here has no such folder, and one that may not be read was not written by our agent.
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errnoCode(error) ?? '')) return []
    throw error
  }
}

/** Looked at first is what costs least and what most files of a killed agent fail at: whether there is such a process. */
async function openSessionOf(
  { configDirectory, platform }: SessionHolderSearch,
  pid: number,
): Promise<string | undefined> {
  const identity = platform.identify(pid)
  if (!identity) return undefined
  const path = join(configDirectory, 'sessions', `${String(pid)}.json`)
  const file = await readLiveFile(path)
  if (!file) return undefined
  // Linux has one way to write a start time. Elsewhere the agent's is not known, and the file's own time has to do.
  const isWriter =
    file.procStart !== undefined && platform.name === 'linux'
      ? String(file.procStart) === identity.startTime
      : Date.now() - (platform.ageMs(identity) ?? 0) <= file.writtenAtMs + START_TIME_SLACK_MS
  return isWriter ? file.sessionId : undefined
}

/** `undefined` for what is gone by now or no such file: half written, of another shape, a link, a pipe. */
async function readLiveFile(path: string) {
  for (let reading = 1; ; reading += 1) {
    try {
      const text = readRegularFile(path)
      if (text === undefined) return undefined
      return { ...liveFileSchema.parse(JSON.parse(text)), writtenAtMs: statSync(path).mtimeMs }
    } catch {
      if (reading === MAX_READINGS) return undefined
      await delay(PAUSE_MS)
    }
  }
}

/** One pass over all processes, and only when there is somebody to tell apart. */
function withExecutions(
  { homeId, platform }: SessionHolderSearch,
  holders: SessionHolder[],
): SessionHolder[] {
  if (holders.length === 0) return []
  const processes = platform.listProcesses(RUN_MARKER_NAME)
  return holders.map((holder) => {
    const marker = processes.find(({ pid }) => pid === holder.pid)?.marker
    const executionId = executionOfMarker(homeId, marker)
    return { ...holder, ...(executionId !== undefined && { executionId }) }
  })
}
