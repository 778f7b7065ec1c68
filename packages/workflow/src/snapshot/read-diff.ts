import { join } from 'node:path'
import type { ChangedFile, WorkingTreeDiff } from '../schema/index.ts'
import { captureIndex } from './capture-index.ts'
import { compare, listChanges, MAX_CHANGED_FILES, readPatch, type Comparison } from './compare.ts'
import { describeFailure } from './describe-failure.ts'
import { findRepository } from './find-repository.ts'
import { openSite, ownDirectory, type GitSnapshotOptions, type Site } from './open-site.ts'
import { seedIndex } from './own-repository.ts'
import type { DiffRequest } from './port.ts'
import { withScratch } from './scratch.ts'
import { indexPath, readSnapshotRecord } from './snapshot-file.ts'

const NO_FIRST = 'No snapshot was taken when it started.'
const NO_LAST = 'It is not known how the folder was when the last run ended.'

/** What is different from the first snapshot; a reason where that cannot be told. */
export async function readDiff(
  options: GitSnapshotOptions,
  request: DiffRequest,
  signal: AbortSignal,
): Promise<WorkingTreeDiff> {
  try {
    const directory = ownDirectory(options.workflowsPath, request.executionId)
    const first = readSnapshotRecord(directory, 'first')
    if (!first) return none(whyNoFirst(request.projectPath))
    if (first.state === 'none') return none(first.reason)
    const last = request.isLive ? undefined : (readSnapshotRecord(directory, 'last') ?? none(NO_LAST))
    if (last?.state === 'none') return none(last.reason)
    const opened = await openSite(options, request, signal)
    if (opened.kind === 'none') return none(opened.reason)
    const { site } = opened
    return await withScratch(directory, (scratch) =>
      answer(site, request, { scratch, repositoryObjects: first.objects }),
    )
  } catch (error) {
    return none(describeFailure(error))
  }
}

function whyNoFirst(projectPath: string): string {
  const found = findRepository(projectPath)
  return found.kind === 'none' ? found.reason : NO_FIRST
}

interface Workplace {
  scratch: string
  repositoryObjects: string
}

async function answer(
  site: Site,
  { isLive, path }: DiffRequest,
  { repositoryObjects, scratch }: Workplace,
): Promise<WorkingTreeDiff> {
  const comparison = await sidesOf(site, { scratch, isLive, repositoryObjects })
  const { differences, trees } = await compare(site.git, comparison)
  const files = await listChanges(site.git, comparison, trees)
  const isTruncated = differences.length > MAX_CHANGED_FILES
  if (path === undefined) return { state: 'ready', isLive, files, isTruncated }
  const file = files.find((changed) => changed.path === path)
  if (!file) return { state: 'ready', isLive, files: [], isTruncated: false }
  const patch = await readPatch(site.git, comparison, { trees, paths: pathsOf(file) })
  return { state: 'ready', isLive, files: [file], ...patch }
}

/** The folder as it is now is written down beside everything else, and thrown away with the answer. */
async function sidesOf(
  { cwd, directory, git, objects, repository, settings }: Site,
  { isLive, repositoryObjects, scratch }: Workplace & { isLive: boolean },
): Promise<Comparison> {
  const base = { gitDirectory: directory, workTree: repository.root, cwd, settings }
  const before = indexPath(directory, 'first')
  const known = [objects, repositoryObjects]
  if (!isLive) return { scratch, base, before, after: indexPath(directory, 'last'), objects: known }
  const after = join(scratch, 'live.index')
  await captureIndex(git, { ...base, index: after, objects: scratch }, () => seedIndex(after, repository))
  return { scratch, base, before, after, objects: known }
}

function pathsOf({ oldPath, path }: ChangedFile): string[] {
  return oldPath === undefined ? [path] : [oldPath, path]
}

function none(reason: string): { state: 'none'; reason: string } {
  return { state: 'none', reason }
}
