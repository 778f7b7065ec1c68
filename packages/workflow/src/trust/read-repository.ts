import { realpath } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { BroughtSource } from './brought-source.ts'
import { readAgentFiles } from './read-agent-files.ts'
import { readJsonFile, type JsonFile } from './read-json-file.ts'
import { readMcpFile } from './read-mcp-servers.ts'
import { readPlugins } from './read-plugins.ts'
import { readSettings } from './read-settings.ts'
import { readUnlistedSkills } from './read-unlisted-skills.ts'

const SERVERS = '.mcp.json'

const FILES = [
  { file: '.claude/settings.json', read: readSettings },
  { file: '.claude/settings.local.json', read: readSettings },
  { file: SERVERS, read: readMcpFile },
] as const

/**
 * What a repository brings that changes what the agent does: the same files always give the same answer, unless there are so
 * many that they cannot be known again. What is there and cannot be read is shown too. Never rejects for what the files are.
 */
export async function readRepository(projectPath: string): Promise<BroughtSource[]> {
  const own = FILES.map(({ file, read }) => ({ file, read, path: join(projectPath, file) }))
  const found = await Promise.all([...own, ...(await serversAbove(projectPath))].map(readJsonFile))
  return [
    ...found.flat(),
    ...(await readAgentFiles(projectPath)),
    ...(await readPlugins(projectPath)),
    ...(await readUnlistedSkills(projectPath)),
  ]
}

/** The agent takes the servers of every folder that the project lies in, the nearest first, by the path without links. */
async function serversAbove(projectPath: string): Promise<JsonFile[]> {
  const files: JsonFile[] = []
  let folder = await realpath(projectPath).catch(() => resolve(projectPath))
  while (dirname(folder) !== folder) {
    folder = dirname(folder)
    const path = join(folder, SERVERS)
    files.push({ file: path, path, read: readMcpFile })
  }
  return files
}
