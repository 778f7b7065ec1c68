import { expect, it } from 'vitest'
import type { WorkingTreeSnapshots } from '../../src/snapshot/port.ts'
import { EXECUTION } from './git-site.ts'

export interface SnapshotsUnderTest extends Disposable {
  snapshots: WorkingTreeSnapshots
  /** In a repository, with a file `README.md` that says `one`. */
  project: string
  /** A folder without one. */
  elsewhere: string
  write(path: string, text: string): void
}

/** What every adapter keeps to. */
export function snapshotsContract(create: () => SnapshotsUnderTest): void {
  const referenceOf = ({ project }: SnapshotsUnderTest) => ({ executionId: EXECUTION, projectPath: project })

  it('tells what has changed since the first snapshot, as it is now', async () => {
    using site = create()
    const reference = referenceOf(site)
    await site.snapshots.takeFirst(reference)
    expect(await site.snapshots.diff({ ...reference, isLive: true })).toMatchObject({
      state: 'ready',
      isLive: true,
      files: [],
    })
    site.write('README.md', 'two\n')
    site.write('new.txt', 'new\n')
    const diff = await site.snapshots.diff({ ...reference, isLive: true })
    expect(diff).toMatchObject({
      state: 'ready',
      isLive: true,
      isTruncated: false,
      files: [
        { path: 'README.md', change: 'modified', isBinary: false },
        { path: 'new.txt', change: 'added', isBinary: false },
      ],
    })
  })

  it('shows no later change once the last snapshot is taken', async () => {
    using site = create()
    const reference = referenceOf(site)
    await site.snapshots.takeFirst(reference)
    site.write('new.txt', 'new\n')
    await site.snapshots.takeLast(reference)
    site.write('later.txt', 'later\n')
    const diff = await site.snapshots.diff({ ...reference, isLive: false })
    expect(diff).toMatchObject({ state: 'ready', isLive: false, files: [{ path: 'new.txt' }] })
  })

  it('gives the patch of one file alone, and none of what has not changed', async () => {
    using site = create()
    const reference = referenceOf(site)
    await site.snapshots.takeFirst(reference)
    site.write('new.txt', 'new\n')
    site.write('other.txt', 'other\n')
    const diff = await site.snapshots.diff({ ...reference, isLive: true, path: 'new.txt' })
    expect(diff).toMatchObject({
      files: [{ path: 'new.txt' }],
      patch: expect.stringContaining('new.txt') as string,
    })
    const none = await site.snapshots.diff({ ...reference, isLive: true, path: 'README.md' })
    expect(none).toMatchObject({ state: 'ready', files: [] })
  })

  it('says in words that there is no repository, and takes no last snapshot without a first', async () => {
    using site = create()
    const reference = { executionId: EXECUTION, projectPath: site.elsewhere }
    await site.snapshots.takeFirst(reference)
    await site.snapshots.takeLast(reference)
    const none = { state: 'none', reason: 'The project is not in a git repository.' }
    expect(await site.snapshots.diff({ ...reference, isLive: true })).toEqual(none)
    await site.snapshots.takeLast(referenceOf(site))
    expect(await site.snapshots.diff({ ...referenceOf(site), isLive: false })).toMatchObject({
      state: 'none',
    })
  })
}
