import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createGitSnapshots } from '../../src/snapshot/git-snapshots.ts'
import { changesOf, createGitSite, EXECUTION, listing, runGit, type GitSite } from './git-site.ts'

describe('states of a repository', () => {
  const STATES: [name: string, prepare: (site: GitSite) => void][] = [
    [
      'without a commit',
      (site) => {
        rmSync(join(site.project, '.git'), { recursive: true })
        site.git('init', '--quiet')
      },
    ],
    ['with a detached head', (site) => site.git('checkout', '--quiet', '--detach')],
    ['with a lock on its index', (site) => site.write('.git/index.lock', '')],
    [
      'with an intent to add',
      (site) => {
        site.write('intended', 'x\n')
        site.git('add', '--intent-to-add', 'intended')
      },
    ],
    ['with a split index', (site) => site.git('update-index', '--split-index')],
    ['with an index of another format', (site) => site.git('update-index', '--index-version', '4')],
    ['with an index that is damaged', (site) => site.write('.git/index', 'no index')],
    [
      'in the middle of a conflict',
      (site) => {
        site.git('checkout', '--quiet', '-b', 'other')
        site.write('README.md', 'theirs\n')
        site.commit()
        site.git('checkout', '--quiet', '-')
        site.write('README.md', 'ours\n')
        site.commit()
        expect(() => site.git('merge', 'other')).toThrow()
      },
    ],
    ['with a sparse checkout', (site) => site.git('sparse-checkout', 'set', '--sparse-index', 'src')],
    [
      'with another repository in it',
      (site) => {
        site.write('nested/file', 'x\n')
        runGit(join(site.project, 'nested'), site.environment, ['init', '--quiet'])
      },
    ],
  ]

  it.each(STATES)('%s', async (_, prepare) => {
    using site = createGitSite()
    prepare(site)
    const before = listing(site.project)
    await site.takeFirst()
    expect(await changesOf(site)).toEqual([])
    expect(listing(site.project)).toEqual(before)
    site.write('new.txt', 'new\n')
    site.write('src/main.ts', 'changed\n')
    expect(await changesOf(site)).toEqual(['added new.txt', 'modified src/main.ts'])
    await site.takeLast()
    expect(await site.last()).toMatchObject({
      state: 'ready',
      files: [{ path: 'new.txt' }, { path: 'src/main.ts' }],
    })
  })

  it('a linked working tree, and one of the format with longer names', async () => {
    using site = createGitSite()
    const linked = join(site.folder, 'linked')
    site.git('worktree', 'add', '--quiet', linked)
    const longer = join(site.folder, 'longer')
    mkdirSync(longer)
    runGit(longer, site.environment, ['init', '--quiet', '--object-format=sha256'])
    writeFileSync(join(longer, 'file'), 'x\n')
    runGit(longer, site.environment, ['add', 'file'])
    for (const projectPath of [linked, longer]) {
      const reference = { executionId: projectPath === linked ? EXECUTION : 'another', projectPath }
      await site.snapshots.takeFirst(reference)
      writeFileSync(join(projectPath, 'new.txt'), 'new\n')
      const diff = await site.snapshots.diff({ ...reference, isLive: true, path: 'new.txt' })
      expect(diff).toMatchObject({
        files: [{ path: 'new.txt' }],
        patch: expect.stringContaining('+new') as string,
      })
    }
  })
})

describe('what cannot be told', () => {
  it('is said in words: no repository, a bare one, no git, too slow, and an execution without a snapshot', async () => {
    using site = createGitSite()
    expect(await site.live()).toEqual({ state: 'none', reason: 'No snapshot was taken when it started.' })
    const bare = join(site.folder, 'bare')
    site.git('clone', '--quiet', '--bare', '.', bare)
    const asked = { ...site.reference, isLive: true }
    expect(await site.snapshots.diff({ ...asked, projectPath: bare })).toMatchObject({
      reason: expect.stringContaining('bare') as string,
    })
    const missing = createGitSnapshots({
      workflowsPath: site.workflowsPath,
      environment: { PATH: site.folder },
    })
    await missing.takeFirst(site.reference)
    expect(await missing.diff(asked)).toEqual({ state: 'none', reason: 'The command git is not installed.' })
  })

  it('a git that does not end is killed with what it started, and the start goes on', async () => {
    using site = createGitSite()
    const bin = join(site.folder, 'bin')
    const pidFile = join(site.folder, 'pid')
    mkdirSync(bin)
    writeFileSync(join(bin, 'git'), `#!/bin/sh\n/bin/sleep 600 & echo $! > ${pidFile}\nwait\n`, {
      mode: 0o755,
    })
    const slow = createGitSnapshots({
      workflowsPath: site.workflowsPath,
      environment: { PATH: bin, HOME: site.environment.HOME },
      timeoutMs: 1_500,
    })
    await slow.takeFirst(site.reference)
    expect(await slow.diff({ ...site.reference, isLive: true })).toEqual({
      state: 'none',
      reason: 'git took too long and was stopped.',
    })
    await expect.poll(() => existsSync(`/proc/${readFileSync(pidFile, 'utf8').trim()}/exe`)).toBe(false)
  })

  it('cuts a patch that is too large, and says so', async () => {
    using site = createGitSite()
    await site.takeFirst()
    site.write('large.txt', 'a line of text\n'.repeat(200_000))
    const diff = await site.snapshots.diff({ ...site.reference, isLive: true, path: 'large.txt' })
    expect(diff).toMatchObject({ isTruncated: true, files: [{ additions: 200_000 }] })
    expect(diff.state === 'ready' && diff.patch?.length).toBe(2 * 1_048_576)
  })

  it('does not compare what is too large to keep', async () => {
    using site = createGitSite()
    await site.takeFirst()
    site.write('huge.bin', Buffer.alloc(21 * 1_048_576))
    expect(await changesOf(site)).toEqual([])
  })
})

describe('what is left', () => {
  it('nothing of an answer; and the changes outlive the objects of the repository', async () => {
    using site = createGitSite()
    await site.takeFirst()
    site.write('README.md', 'one\ntwo\n')
    await site.takeLast()
    const own = join(site.workflowsPath, EXECUTION, 'git')
    const before = readdirSync(own)
    rmSync(join(site.project, '.git/objects'), { recursive: true })
    mkdirSync(join(site.project, '.git/objects'))
    expect(await site.patch('README.md', false)).toContain('-three\n')
    expect(readdirSync(own)).toEqual(before)
  })

  it('a crash in the middle hurts nothing: the next snapshot clears what it left', async () => {
    using site = createGitSite()
    await site.takeFirst()
    const own = join(site.workflowsPath, EXECUTION, 'git')
    mkdirSync(join(own, 'scratch-left/objects'), { recursive: true })
    writeFileSync(join(own, 'first.index.lock'), '')
    writeFileSync(join(own, 'first.index'), 'half an index')
    await site.takeFirst()
    site.write('new.txt', 'new\n')
    expect(await changesOf(site)).toEqual(['added new.txt'])
    expect(existsSync(join(own, 'scratch-left'))).toBe(false)
  })

  it('files that were only touched are not stored again', async () => {
    using site = createGitSite()
    utimesSync(join(site.project, 'README.md'), 1, 1)
    await site.takeFirst()
    const objects = readdirSync(join(site.workflowsPath, EXECUTION, 'git/objects'))
    expect(objects).toEqual([])
  })
})
