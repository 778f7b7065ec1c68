import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isMarkOfTooMuch, markFiles } from '../files/file-mark.ts'
import { errnoCode } from '../files/storage-error.ts'
import type { BroughtSource } from './brought-source.ts'
import { readJsonFile } from './read-json-file.ts'
import { readMcpFile } from './read-mcp-servers.ts'
import { readSettings } from './read-settings.ts'
import { readText } from './read-text.ts'
import { shownText } from './shown-text.ts'
import { unreadSource } from './unread-source.ts'

const FOLDER = '.claude/skills'
const MANIFEST = '.claude-plugin'

/** Where a plugin has what it brings, unless its manifest says more. */
const PARTS = [
  MANIFEST,
  '.lsp.json',
  '.mcp.json',
  'agents',
  'commands',
  'hooks',
  'monitors',
  'settings.json',
  'skills',
]

/** The plugins among the folders of the project's skills: the agent loads them with their hooks and their servers. */
export async function readPlugins(projectPath: string): Promise<BroughtSource[]> {
  const sources: BroughtSource[] = []
  for (const name of await namesIn(join(projectPath, FOLDER))) {
    const file = `${FOLDER}/${name}`
    if (await isThere(join(projectPath, file, MANIFEST)))
      sources.push(...(await readPlugin(projectPath, file, name)))
  }
  return sources
}

async function readPlugin(projectPath: string, file: string, name: string): Promise<BroughtSource[]> {
  const folder = join(projectPath, file)
  const parts: string[] = []
  for (const part of new Set([...PARTS, ...(await partsOfManifest(folder))]))
    if (await isThere(join(folder, part))) parts.push(part)
  const mark = await markFiles(parts.map((part) => join(folder, part)))
  const detail = shownText(`It has ${parts.join(', ')}.`)
  const plugin: BroughtSource = {
    file,
    brings: [{ kind: 'plugin', name: shownText(name), detail, file: shownText(file) }],
    content: JSON.stringify([parts, mark]),
  }
  return [
    plugin,
    ...(isMarkOfTooMuch(mark) ? [unreadSource(file, 'Not all of the plugin was read.', mark)] : []),
    ...(await readJsonFile(fileOf('hooks/hooks.json', readSettings))),
    ...(await readJsonFile(fileOf('.mcp.json', readMcpFile))),
  ]

  function fileOf(part: string, read: typeof readSettings) {
    return { read, file: `${file}/${part}`, path: join(folder, part) }
  }
}

/** Every text in the manifest that may be a path in the plugin; the plugin as a whole where the manifest is not known. */
async function partsOfManifest(folder: string): Promise<string[]> {
  const text = await readText(join(folder, MANIFEST, 'plugin.json'))
  if (text.kind === 'none') return []
  if (text.kind === 'unread') return ['.']
  try {
    return textsIn(JSON.parse(text.text.replace(/^\uFEFF/, '')))
      .map((part) => part.replace('${CLAUDE_PLUGIN_ROOT}', '.'))
      .filter((part) => /[./]/.test(part))
      .toSorted()
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error
    return ['.']
  }
}

function textsIn(json: unknown): string[] {
  const texts: string[] = []
  const values = [json]
  for (const value of values) {
    if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) values.push(part)
  }
  return texts
}

/** None where the folder cannot be looked into, which is told with the skills. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (errnoCode(error) === undefined) throw error
    return []
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    const code = errnoCode(error)
    if (code === undefined) throw error
    return code !== 'ENOENT' && code !== 'ENOTDIR'
  }
}
