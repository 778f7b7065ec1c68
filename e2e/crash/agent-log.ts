import { existsSync, readFileSync } from 'node:fs'
import { readFakeClaudeLog } from '@specflow/fake-claude'
import { isAlive, readEnvironment } from '../support/processes.ts'

/** One start of the agent, as it wrote it down itself. */
export interface AgentStart {
  pid: number
  /** The whole value of the marker: home, execution and attempt. */
  marker: string
  executionId: string
  attempt: number
  /** The session that it goes on with, or has begun. */
  sessionId?: string
  /** Processes that it left in sessions of their own. */
  leaves: number[]
}

export function readAgentStarts(path: string): AgentStart[] {
  const starts: AgentStart[] = []
  for (const line of existsSync(path) ? readFakeClaudeLog(readFileSync(path, 'utf8')) : []) {
    if (line.event === 'start') {
      const marker = line.env.SPECFLOW_RUN ?? ''
      const [, executionId = '', attempt = ''] = marker.split(':')
      starts.push({ pid: line.pid, marker, executionId, attempt: Number(attempt), leaves: [] })
    }
    // A pid may come again after a while, so what a line says is about the newest start that has it.
    const start = starts.findLast(({ pid }) => pid === line.pid)
    if (line.event === 'session' && start) start.sessionId = line.sessionId
    if (line.event === 'leaf') start?.leaves.push(line.leafPid)
  }
  return starts
}

/** Whether it still is this very run of the agent, and not a stranger with its pid. */
export function isRunning({ marker, pid }: AgentStart): boolean {
  return isAlive(pid) && readEnvironment(pid)?.SPECFLOW_RUN === marker
}
