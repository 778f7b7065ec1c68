import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { isUuid, subAgentIdSchema } from '../schema/index.ts'
import { findSubAgent } from './find-sub-agent.ts'
import type { TranscriptRequest } from './port.ts'

type SessionReference = Omit<TranscriptRequest, 'after' | 'before'>

/** The agent cuts longer names of its folders and adds a hash to them. */
const MAX_SLUG_LENGTH = 200

/**
 * Where the transcript of a session may be, the likeliest place first: in one of the folders that the agent keeps, a
 * folder for every directory in which it ran. No folder that is a link counts, so that every path stays below
 * `configDirectory`; whether there is a file, and a plain one, is for the caller to see.
 */
export async function sessionFileCandidates(
  configDirectory: string,
  { sessionId, projectPath, agentId, callId }: SessionReference,
): Promise<string[]> {
  if (!isUuid(sessionId)) return []
  if (agentId !== undefined && !subAgentIdSchema.safeParse(agentId).success) return []
  const ordered = await listSessionFolders(configDirectory, projectPath)
  if (agentId === undefined && callId === undefined) {
    return ordered.map((folder) => join(folder, `${sessionId}.jsonl`))
  }
  const found = await Promise.all(
    ordered.map(async (sessionFolder) => {
      const folder = await subAgentFolder(sessionFolder, sessionId)
      if (folder === undefined) return []
      const named = agentId ?? (callId === undefined ? undefined : await findSubAgent(folder, callId))
      return named === undefined ? [] : [join(folder, `agent-${named}.jsonl`)]
    }),
  )
  return found.flat()
}

/** What the agent may have written of a session in one of its folders: the session's file, and those of its sub-agents. */
export async function sessionFilesIn(sessionFolder: string, sessionId: string): Promise<string[]> {
  const folder = await subAgentFolder(sessionFolder, sessionId)
  const names = folder === undefined ? [] : await readdir(folder).catch(() => [])
  const subAgents = names.filter((name) => /^agent-.+\.jsonl$/.test(name))
  return [
    join(sessionFolder, `${sessionId}.jsonl`),
    ...subAgents.map((name) => join(folder ?? sessionFolder, name)),
  ]
}

/** The folders that the agent keeps, the likeliest for the project first. */
async function listSessionFolders(configDirectory: string, projectPath: string): Promise<string[]> {
  const projects = join(configDirectory, 'projects')
  const folders = (await listFolders(projects)).map((name) => join(projects, name))
  const likeliest = join(projects, slugOf(projectPath))
  return [
    ...folders.filter((folder) => folder.startsWith(likeliest)),
    ...folders.filter((folder) => !folder.startsWith(likeliest)),
  ]
}

async function listFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => [])
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}

function slugOf(path: string): string {
  return path.replace(/[^A-Za-z0-9]/g, '-').slice(0, MAX_SLUG_LENGTH)
}

/** `undefined` where it is not there, or leads somewhere else. */
async function subAgentFolder(folder: string, sessionId: string): Promise<string | undefined> {
  const below = join(sessionId, 'subagents')
  try {
    const [parent, real] = await Promise.all([realpath(folder), realpath(join(folder, below))])
    return real === join(parent, below) ? real : undefined
  } catch {
    return undefined
  }
}
