import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readOwnIdentity } from '../process/identity.ts'
import type { Session } from './session.ts'

/** Names the session of this process in `sessions/<pid>.json` until the process exits; SIGKILL leaves the file. */
export function announceLiveSession(configDirectory: string, session: Session): void {
  const directory = join(configDirectory, 'sessions')
  const path = join(directory, `${String(process.pid)}.json`)
  const procStart = readOwnIdentity()?.startTime
  const content = { pid: process.pid, sessionId: session.id, cwd: session.cwd, procStart, status: 'busy' }
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    writeFileSync(path, JSON.stringify(content), { mode: 0o600 })
  } catch {
    // As with the session file: a home that cannot be written ends no run.
    return
  }
  process.on('exit', () => {
    rmSync(path, { force: true })
  })
}
