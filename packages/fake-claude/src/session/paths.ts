import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const MAX_FOLDER_NAME = 200

/** Where the session of a first run in `cwd` is written; the folder's name is the path with its signs replaced. */
export function sessionPath(configDirectory: string, cwd: string, sessionId: string): string {
  return join(configDirectory, 'projects', folderName(cwd), `${sessionId}.jsonl`)
}

/** Finds a session in the folder of whichever project it began in; undefined when there is none. */
export function findSession(configDirectory: string, sessionId: string): string | undefined {
  if (!UUID.test(sessionId)) return undefined
  const projects = join(configDirectory, 'projects')
  return folders(projects)
    .map((folder) => join(projects, folder, `${sessionId}.jsonl`))
    .find((path) => existsSync(path))
}

function folderName(cwd: string): string {
  const name = cwd.replace(/[^A-Za-z0-9]/g, '-')
  if (name.length <= MAX_FOLDER_NAME) return name
  const hash = createHash('sha256').update(cwd).digest('hex').slice(0, 8)
  return `${name.slice(0, MAX_FOLDER_NAME)}-${hash}`
}

function folders(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
