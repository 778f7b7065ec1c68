import type { WorkingTreeDiff } from '../schema/index.ts'
import type { SnapshotReference, WorkingTreeSnapshots } from './port.ts'

export interface MemorySnapshots extends WorkingTreeSnapshots {
  /** What was taken, in order. */
  readonly taken: readonly { moment: 'first' | 'last'; executionId: string }[]
  /** Changes what the folders hold: path to text. */
  setFiles(projectPath: string, files: Readonly<Record<string, string>>): void
}

type Files = Readonly<Record<string, string>>

/** Snapshots of folders that are in memory; a folder that was never set is in no repository. */
export function createMemorySnapshots(): MemorySnapshots {
  const folders = new Map<string, Files>()
  const taken: { moment: 'first' | 'last'; executionId: string }[] = []
  const snapshots = new Map<string, Files>()
  const take = (moment: 'first' | 'last', { executionId, projectPath }: SnapshotReference) => {
    taken.push({ moment, executionId })
    const files = folders.get(projectPath)
    if (files) snapshots.set(`${moment} ${executionId}`, files)
    return Promise.resolve()
  }
  return {
    taken,
    setFiles: (projectPath, files) => {
      folders.set(projectPath, { ...files })
    },
    takeFirst: (reference) => take('first', reference),
    takeLast: (reference) =>
      snapshots.has(`first ${reference.executionId}`) ? take('last', reference) : Promise.resolve(),
    diff: ({ executionId, isLive, path, projectPath }) => {
      if (!folders.has(projectPath)) return none('The project is not in a git repository.')
      const before = snapshots.get(`first ${executionId}`)
      const after = isLive ? folders.get(projectPath) : snapshots.get(`last ${executionId}`)
      if (!before || !after) return none('No snapshot was taken.')
      const files = compareFiles(before, after).filter((file) => path === undefined || file.path === path)
      const patch =
        path === undefined ? {} : { patch: files.map((file) => `diff of ${file.path}`).join('\n') }
      return Promise.resolve({ state: 'ready', isLive, files, ...patch, isTruncated: false })
    },
  }
}

function compareFiles(before: Files, after: Files) {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
  return paths
    .filter((path) => before[path] !== after[path])
    .map((path) => {
      const change = before[path] === undefined ? 'added' : after[path] === undefined ? 'deleted' : 'modified'
      return { path, change, isBinary: false } as const
    })
}

function none(reason: string): Promise<WorkingTreeDiff> {
  return Promise.resolve({ state: 'none', reason })
}
