import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPlatform } from '@specflow/process-runner'
import { onTestFinished } from 'vitest'

/** A living process for the test, which it may end itself. */
export async function startBystander() {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  await once(child, 'spawn')
  const { pid } = child
  if (pid === undefined) throw new Error('sleep could not be started.')
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  onTestFinished(close)
  return { pid, close, startTime: createPlatform().identify(pid)?.startTime }
}

/** Writes what the agent writes about a session that the process has open; `content` replaces parts of it. */
export function writeLiveFile(
  configDirectory: string,
  content: { pid: number; sessionId: string; procStart?: unknown; status?: string },
): string {
  const directory = join(configDirectory, 'sessions')
  const path = join(directory, `${String(content.pid)}.json`)
  mkdirSync(directory, { recursive: true })
  writeFileSync(path, JSON.stringify({ cwd: '/somewhere', status: 'idle', ...content }))
  return path
}

/** A process that has a session open, as an agent in a terminal has. */
export async function openSession(configDirectory: string, sessionId: string) {
  const { close, pid, startTime } = await startBystander()
  writeLiveFile(configDirectory, { pid, sessionId, procStart: startTime })
  return { pid, close }
}
