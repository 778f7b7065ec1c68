import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensurePrivateDirectory } from '../files/private-directory.ts'
import { createKeyedQueue } from '../keyed-queue.ts'
import { captureIndex } from './capture-index.ts'
import { compare } from './compare.ts'
import { describeFailure } from './describe-failure.ts'
import { openSite, ownDirectory, type GitSnapshotOptions, type Site } from './open-site.ts'
import { copyExcludes, makeOwnRepository, seedIndex } from './own-repository.ts'
import type { SnapshotReference, WorkingTreeSnapshots } from './port.ts'
import { readDiff } from './read-diff.ts'
import { removeOldScratches, withScratch } from './scratch.ts'
import { indexPath, readSnapshotRecord, writeSnapshotRecord, type Moment } from './snapshot-file.ts'

const TIMEOUT_MS = 10_000

/**
 * Snapshots as indexes of ours, in `<workflows>/<id>/git`, with the objects that they name and the repository does not have beside
 * them. git is given a git directory of ours, so that it neither reads the configuration of the repository nor writes into it.
 */
export function createGitSnapshots(options: GitSnapshotOptions): WorkingTreeSnapshots {
  const queue = createKeyedQueue()
  const limit = (signal?: AbortSignal) => {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
    return signal ? AbortSignal.any([signal, timeout]) : timeout
  }
  return {
    takeFirst: (reference, signal) =>
      queue.run(reference.executionId, () => take(options, { ...reference, moment: 'first' }, limit(signal))),

    takeLast: (reference, signal) =>
      queue.run(reference.executionId, async () => {
        const first = readSnapshotRecord(ownDirectory(options.workflowsPath, reference.executionId), 'first')
        if (first?.state !== 'ready') return
        await take(options, { ...reference, moment: 'last' }, limit(signal))
      }),

    diff: (request) => queue.run(request.executionId, () => readDiff(options, request, limit())),
  }
}

interface Taking extends SnapshotReference {
  moment: Moment
}

async function take(options: GitSnapshotOptions, taking: Taking, signal: AbortSignal): Promise<void> {
  const directory = ownDirectory(options.workflowsPath, taking.executionId)
  try {
    const opened = await openSite(options, taking, signal)
    // Found again by whoever asks; nothing is written for it.
    if (opened.kind === 'none' && opened.isWithoutGit && taking.moment === 'first') return
    prepareDirectory(directory)
    if (opened.kind === 'none') {
      writeSnapshotRecord(directory, taking.moment, { state: 'none', reason: opened.reason })
      return
    }
    await takeAt(opened.site, taking.moment)
  } catch (error) {
    // The server is going: it is not this one that could tell how the folder was.
    if (isAborted(error)) return
    noteFailure(directory, taking.moment, describeFailure(error))
  }
}

function prepareDirectory(directory: string): void {
  ensurePrivateDirectory(dirname(directory))
  ensurePrivateDirectory(directory)
  removeOldScratches(directory)
}

async function takeAt(site: Site, moment: Moment): Promise<void> {
  const { directory, git, objects, repository, settings } = site
  makeOwnRepository(directory, settings)
  copyExcludes(directory, repository)
  const index = indexPath(directory, moment)
  const base = { gitDirectory: directory, workTree: repository.root, cwd: site.cwd, settings }
  await captureIndex(git, { ...base, index, objects }, () => seedIndex(index, repository))
  if (moment === 'last') await keepObjects(site, base)
  writeSnapshotRecord(directory, moment, {
    state: 'ready',
    takenAt: new Date().toISOString(),
    root: repository.root,
    objects: join(repository.commonDirectory, 'objects'),
  })
}

/** What changed is shown for as long as the execution is; the repository may throw its old objects away before. */
async function keepObjects(
  { directory, git, objects, repository }: Site,
  base: Parameters<typeof compare>[1]['base'],
): Promise<void> {
  await withScratch(directory, async (scratch) => {
    const alternates = [join(repository.commonDirectory, 'objects')]
    const [before, after] = [indexPath(directory, 'first'), indexPath(directory, 'last')]
    const { differences } = await compare(git, {
      scratch,
      base,
      before,
      after,
      objects: [objects, ...alternates],
    })
    const ids = differences.flatMap(({ after: now, before: old }) =>
      [old?.objectId ?? [], now?.objectId ?? []].flat(),
    )
    if (ids.length === 0) return
    mkdirSync(join(objects, 'pack'), { recursive: true, mode: 0o700 })
    const args = ['pack-objects', '-q', '--threads=1', '--window=0', join(objects, 'pack', 'pack')]
    const input = `${[...new Set(ids)].join('\n')}\n`
    await git({ ...base, index: join(scratch, 'none'), objects, alternates, args, input })
  })
}

function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

function noteFailure(directory: string, moment: Moment, reason: string): void {
  try {
    prepareDirectory(directory)
    writeSnapshotRecord(directory, moment, { state: 'none', reason })
  } catch {
    // Where nothing can be written there is no snapshot, and whoever asks is told so.
  }
}
