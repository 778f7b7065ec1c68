import type { ChangedFile } from '../schema/index.ts'
import { splitZ } from './capture-index.ts'

interface Counts {
  additions: number
  deletions: number
}

/** What `diff-tree -z --raw --numstat` prints: first what changed, then how many lines of it. */
export function parseChanges(stdout: Buffer): ChangedFile[] {
  const parts = splitZ(stdout)
  const files: ChangedFile[] = []
  let at = 0
  for (let part = parts[at]; part?.startsWith(':') === true; part = parts[at]) {
    const isRename = /^[RC]/.test(part.split(' ').at(-1) ?? '')
    const [first = '', second = ''] = [parts[at + 1], parts[at + 2]]
    files.push(describeRaw(part, isRename ? { path: second, oldPath: first } : { path: first }))
    at += isRename ? 3 : 2
  }
  const counts = parseCounts(parts.slice(at))
  return files.map((file) => withCounts(file, counts.get(file.path)))
}

function describeRaw(raw: string, paths: Pick<ChangedFile, 'path' | 'oldPath'>): ChangedFile {
  const [oldMode = '', newMode, oldId, newId, status = ''] = raw.split(' ')
  return {
    ...paths,
    change: changeOf(status, oldId === newId && oldMode.slice(1) !== newMode),
    isBinary: false,
  }
}

function changeOf(status: string, isModeAlone: boolean): ChangedFile['change'] {
  switch (status[0]) {
    case 'A':
      return 'added'
    case 'D':
      return 'deleted'
    case 'R':
    case 'C':
      return 'renamed'
    default:
      return isModeAlone ? 'mode_changed' : 'modified'
  }
}

/** A path has its counts beside it; of a rename both paths follow. */
function parseCounts(parts: readonly string[]): Map<string, Counts | 'binary'> {
  const counts = new Map<string, Counts | 'binary'>()
  for (let at = 0; at < parts.length; at += 1) {
    const [, additions = '', deletions = '', path = ''] =
      /^(\d+|-)\t(\d+|-)\t(.*)$/s.exec(parts[at] ?? '') ?? []
    const isRename = path === ''
    const name = isRename ? (parts[at + 2] ?? '') : path
    if (isRename) at += 2
    counts.set(
      name,
      additions === '-' ? 'binary' : { additions: Number(additions), deletions: Number(deletions) },
    )
  }
  return counts
}

function withCounts(file: ChangedFile, counts: Counts | 'binary' | undefined): ChangedFile {
  if (counts === undefined) return file
  return counts === 'binary' ? { ...file, isBinary: true } : { ...file, ...counts }
}
