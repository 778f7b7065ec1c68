import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findSession, sessionPath } from './paths.ts'
import { promptRecords, proseRecords, stateRecord, structuredRecords, type SessionRecord } from './records.ts'
import { emptyState, readState, type SessionState } from './state.ts'

/** A conversation, kept in one file over all of its runs. */
export interface Session {
  readonly id: string
  readonly cwd: string
  readonly path: string
  readonly resumed: boolean
  state: SessionState
}

export interface SessionPlace {
  configDirectory: string
  cwd: string
}

/** A fresh session; `id` is given only by a mode that wants two runs to share one. */
export function newSession({ configDirectory, cwd }: SessionPlace, id: string = randomUUID()): Session {
  const path = sessionPath(configDirectory, cwd, id)
  return { id, cwd, path, resumed: false, state: { ...emptyState(), ...sharedTotals(path) } }
}

/** The session that `--resume` names, wherever it began; undefined when it is unknown or not the demo agent's. */
export function resumeSession({ configDirectory, cwd }: SessionPlace, id: string): Session | undefined {
  const path = findSession(configDirectory, id)
  const state = path === undefined ? undefined : readState(readFileSync(path, 'utf8'))
  return path === undefined || state === undefined ? undefined : { id, cwd, path, resumed: true, state }
}

/** A copy of the session under a new id, as `--fork-session` makes it. */
export function forkSession(session: Session, { configDirectory, cwd }: SessionPlace): Session {
  const id = randomUUID()
  const path = sessionPath(configDirectory, cwd, id)
  const history = readFileSync(session.path, 'utf8').replaceAll(session.id, id)
  write(path, history)
  return { ...session, id, path }
}

/** Writes the prompt down before any work, so that a killed run can be resumed. */
export function beginRun(session: Session, prompt: string): void {
  append(session, [...promptRecords(contextOf(session), prompt), stateRecord(session.state)])
}

/** Writes down what the agent answered and what the session has cost. */
export function endRun(session: Session, said: { output: unknown } | { text: string }): void {
  const context = contextOf(session)
  const records =
    'output' in said ? structuredRecords(context, said.output) : proseRecords(context, said.text)
  append(session, [...records, stateRecord(session.state)])
}

/** Writes down something that the agent says on the way, with what it used for it. */
export function speak(session: Session, text: string): void {
  append(session, proseRecords(contextOf(session), text))
}

/** Where the transcript of a sub-agent is written: beside the session's, in a folder of its own. */
export function subAgentPath({ path, id }: Session, agentId: string): string {
  return join(dirname(path), id, 'subagents', `agent-${agentId}.jsonl`)
}

/** Adds to a transcript what happened meanwhile. */
export function writeRecords(path: string, records: readonly SessionRecord[]): void {
  write(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
}

/** Adds bytes to the session's transcript as they are, whatever they are. */
export function writeBytes({ path }: Session, bytes: Buffer): void {
  write(path, bytes)
}

function contextOf({ id, cwd }: Session) {
  return { sessionId: id, cwd }
}

function append(session: Session, records: readonly SessionRecord[]): void {
  writeRecords(session.path, records)
}

/** Like the real command, a run goes on where its home cannot be written; it then cannot be resumed. */
function write(path: string, text: string | Buffer): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    appendFileSync(path, text, { mode: 0o600 })
  } catch {
    return
  }
}

function sharedTotals(path: string): Partial<SessionState> {
  try {
    const state = readState(readFileSync(path, 'utf8'))
    return state === undefined ? {} : { totalCostUsd: state.totalCostUsd, totalUsage: state.totalUsage }
  } catch {
    return {}
  }
}
