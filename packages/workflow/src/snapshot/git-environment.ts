import { devNull } from 'node:os'
import { delimiter } from 'node:path'

export interface GitPlace {
  /** Ours: the repository's own configuration is in none of its files. */
  gitDirectory: string
  workTree: string
  index: string
  /** Where new objects go. */
  objects: string
  /** Where objects are read from, too. */
  alternates?: readonly string[]
}

/**
 * What git is given, and all of it: nothing of the server's environment but the search path. Its git directory is ours, so no
 * configuration, hook or reference of the repository is ever read, and neither is one of the user's or the system's.
 */
export function gitEnvironment(searchPath: string, place: GitPlace): Record<string, string> {
  const { alternates = [], gitDirectory, index, objects, workTree } = place
  return {
    PATH: searchPath,
    HOME: gitDirectory,
    XDG_CONFIG_HOME: gitDirectory,
    LC_ALL: 'C',
    GIT_DIR: gitDirectory,
    GIT_WORK_TREE: workTree,
    GIT_INDEX_FILE: index,
    GIT_OBJECT_DIRECTORY: objects,
    ...(alternates.length > 0 && {
      GIT_ALTERNATE_OBJECT_DIRECTORIES: alternates.map(quote).join(delimiter),
    }),
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_TERMINAL_PROMPT: '0',
  }
}

/** Said once more on the command line, which wins over every file. */
export const SAFE_SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.untrackedCache=false',
  'core.attributesFile=/dev/null',
  'core.sshCommand=false',
  'core.splitIndex=false',
  'core.fsync=none',
  'core.compression=1',
  'core.safecrlf=false',
  'core.quotePath=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'protocol.allow=never',
  'submodule.recurse=false',
].flatMap((setting) => ['-c', setting])

/** git takes a quoted path where a plain one would hold the separator. */
function quote(path: string): string {
  return `"${path.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`
}
