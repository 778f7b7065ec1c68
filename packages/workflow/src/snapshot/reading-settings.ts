import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ReadingSettings } from './own-repository.ts'

/** How git tells one list of settings from a file, without reading what the file includes. */
export type ListSettings = (file: string) => Promise<Map<string, string>>

/** Those that change what a file's content is, or whether it counts as changed. None names a program. */
const CORE = ['filemode', 'symlinks', 'ignorecase', 'precomposeunicode', 'autocrlf', 'eol']
const HARMLESS = /^(?:true|false|yes|no|on|off|0|1|input|lf|crlf|native)$/i

interface Sources {
  repositoryConfig: string
  /** Absent where nobody has one. */
  userHome: string | undefined
  userConfigHome: string | undefined
  list: ListSettings
}

/** What the repository and the user have said about reading files; the repository's word wins, as with git. */
export async function readSettings(sources: Sources): Promise<ReadingSettings> {
  const { list, repositoryConfig, userConfigHome, userHome } = sources
  const configHome = userConfigHome ?? (userHome === undefined ? undefined : join(userHome, '.config'))
  const userFiles = [
    ...(configHome === undefined ? [] : [join(configHome, 'git', 'config')]),
    ...(userHome === undefined ? [] : [join(userHome, '.gitconfig')]),
  ]
  const user = await mergeLists(userFiles, list)
  const repository = await mergeLists([repositoryConfig], list)
  const core: Record<string, string> = {}
  for (const name of CORE) {
    const value = repository.get(`core.${name}`) ?? user.get(`core.${name}`)
    if (value !== undefined && HARMLESS.test(value)) core[name] = value
  }
  const userExcludes = excludesOf(user.get('core.excludesfile'), userHome, configHome)
  return {
    core,
    isSha256: repository.get('extensions.objectformat')?.toLowerCase() === 'sha256',
    ...(userExcludes !== undefined && { userExcludes }),
  }
}

async function mergeLists(files: readonly string[], list: ListSettings): Promise<Map<string, string>> {
  const lists = await Promise.all(files.filter((file) => existsSync(file)).map(list))
  return new Map(lists.flatMap((settings) => [...settings]))
}

function excludesOf(
  said: string | undefined,
  home: string | undefined,
  configHome: string | undefined,
): string | undefined {
  if (said !== undefined) {
    return said.startsWith('~/') && home !== undefined ? join(home, said.slice(2)) : said
  }
  return configHome === undefined ? undefined : join(configHome, 'git', 'ignore')
}

/** What `git config --list -z` prints; of what is set twice the last counts. */
export function parseSettings(text: string): Map<string, string> {
  const entries = text.split('\0').filter((entry) => entry !== '')
  return new Map(
    entries.map((entry): [string, string] => {
      const at = entry.indexOf('\n')
      return at === -1 ? [entry, 'true'] : [entry.slice(0, at), entry.slice(at + 1)]
    }),
  )
}
