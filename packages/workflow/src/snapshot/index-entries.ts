import { splitZ } from './capture-index.ts'

export interface IndexEntry {
  mode: string
  objectId: string
}

export interface Difference {
  path: string
  before?: IndexEntry
  after?: IndexEntry
}

const SUBMODULE = '160000'

/** What `ls-files --stage -z` prints, without repositories in the repository. */
export function parseEntries(stdout: Buffer): Map<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>()
  for (const line of splitZ(stdout)) {
    const [, mode, objectId, stage, path] = /^(\d{6}) ([0-9a-f]+) (\d)\t(.+)$/s.exec(line) ?? []
    if (mode === undefined || objectId === undefined || path === undefined) continue
    if (mode !== SUBMODULE && stage === '0') entries.set(path, { mode, objectId })
  }
  return entries
}

/** By path. */
export function findDifferences(
  before: ReadonlyMap<string, IndexEntry>,
  after: ReadonlyMap<string, IndexEntry>,
): Difference[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths]
    .map((path): Difference => {
      const [old, now] = [before.get(path), after.get(path)]
      return { path, ...(old && { before: old }), ...(now && { after: now }) }
    })
    .filter(({ before: old, after: now }) => old?.objectId !== now?.objectId || old?.mode !== now?.mode)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** What `update-index --index-info -z` takes. */
export function formatEntries(differences: readonly Difference[], side: 'before' | 'after'): string {
  return differences
    .flatMap(({ path, [side]: entry }) => (entry ? [`${entry.mode} ${entry.objectId} 0\t${path}\0`] : []))
    .join('')
}
