import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changesOf, createGitSite, EXECUTION } from './git-site.ts'
import { snapshotsContract } from './snapshots-contract.ts'

describe('over git', () => {
  snapshotsContract(() => {
    const site = createGitSite()
    mkdirSync(join(site.folder, 'elsewhere'))
    return { ...site, elsewhere: join(site.folder, 'elsewhere') }
  })
})

describe('what is compared', () => {
  it('counts lines and finds what was deleted, renamed, made executable, and is no text', async () => {
    using site = createGitSite()
    site.write('tool.sh', 'echo\n')
    site.write('long.txt', 'a line that stays\n'.repeat(20))
    site.commit()
    await site.takeFirst()
    site.write('README.md', 'one\ntwo!\nthree\nfour\n')
    rmSync(join(site.project, 'src/main.ts'))
    chmodSync(join(site.project, 'tool.sh'), 0o755)
    site.git('mv', 'long.txt', 'renamed.txt')
    site.write('image.bin', Buffer.from([0, 1, 2, 0, 255]))
    expect(await site.live()).toMatchObject({
      files: [
        { path: 'README.md', change: 'modified', additions: 2, deletions: 1 },
        { path: 'image.bin', change: 'added', isBinary: true },
        { path: 'renamed.txt', oldPath: 'long.txt', change: 'renamed', additions: 0, deletions: 0 },
        { path: 'src/main.ts', change: 'deleted', additions: 0, deletions: 1 },
        { path: 'tool.sh', change: 'mode_changed' },
      ],
    })
    expect(await site.patch('README.md')).toContain('-two\n+two!\n three\n+four\n')
    expect(await site.patch('renamed.txt')).toContain('rename from long.txt')
  })

  it('begins at the start: what was changed and untracked before is no change, and a commit hides none', async () => {
    using site = createGitSite()
    site.write('README.md', 'changed before\n')
    site.write('before.txt', 'untracked before\n')
    await site.takeFirst()
    expect(await changesOf(site)).toEqual([])
    site.write('before.txt', 'untracked before\nand changed\n')
    site.write('new.txt', 'new\n')
    site.commit()
    expect(await changesOf(site)).toEqual(['modified before.txt', 'added new.txt'])
    expect(await site.patch('before.txt')).toContain(' untracked before\n+and changed\n')
  })

  it('takes names as they are', async () => {
    using site = createGitSite()
    const names = [
      ' a "quoted" name',
      'ünï→code.txt',
      '-dash',
      ':(glob)*',
      'tab\there',
      'line\nbreak',
      'back\\slash',
    ]
    await site.takeFirst()
    for (const name of names) site.write(name, `in ${JSON.stringify(name)}\n`)
    const diff = await site.live()
    expect(diff.state === 'ready' && diff.files.map(({ path }) => path).toSorted()).toEqual(names.toSorted())
    for (const name of names) expect(await site.patch(name)).toContain(`+in ${JSON.stringify(name)}\n`)
  })

  it('leaves out what is ignored, wherever that is said', async () => {
    using site = createGitSite()
    site.write('.gitignore', 'by-file/\n')
    writeFileSync(join(site.project, '.git/info/exclude'), 'by-exclude\n')
    mkdirSync(join(site.environment.HOME, '.config/git'), { recursive: true })
    writeFileSync(join(site.environment.HOME, '.config/git/ignore'), 'by-user\n')
    site.commit()
    await site.takeFirst()
    for (const name of ['by-exclude', 'by-user', 'seen']) site.write(name, 'x\n')
    mkdirSync(join(site.project, 'by-file'))
    for (let at = 0; at < 50_000; at += 1) writeFileSync(join(site.project, 'by-file', String(at)), '')
    expect(await changesOf(site)).toEqual(['added seen'])
  })

  it('compares of a repository only the folder of the project, and names files from there', async () => {
    using site = createGitSite()
    const reference = { executionId: EXECUTION, projectPath: join(site.project, 'src') }
    await site.snapshots.takeFirst(reference)
    site.write('README.md', 'outside\n')
    site.write('src/main.ts', 'inside\n')
    const diff = await site.snapshots.diff({ ...reference, isLive: true, path: 'main.ts' })
    expect(diff).toMatchObject({ files: [{ path: 'main.ts', change: 'modified' }] })
    expect(await site.snapshots.diff({ ...reference, isLive: true })).toMatchObject({
      files: [{ path: 'main.ts' }],
    })
  })

  it('treats links as links, and files in the place of folders', async () => {
    using site = createGitSite()
    await site.takeFirst()
    rmSync(join(site.project, 'src'), { recursive: true })
    symlinkSync('/etc', join(site.project, 'src'))
    rmSync(join(site.project, 'README.md'))
    site.write('README.md/inside', 'x\n')
    expect(await changesOf(site)).toEqual([
      'deleted README.md',
      'added README.md/inside',
      'added src',
      'deleted src/main.ts',
    ])
    expect(await site.patch('src')).toContain('+/etc')
  })

  it('takes line ends as the attributes say', async () => {
    using site = createGitSite()
    site.write('.gitattributes', 'crlf.txt text eol=crlf\n')
    site.write('crlf.txt', 'one\r\ntwo\r\n')
    site.commit()
    await site.takeFirst()
    site.write('crlf.txt', 'one\r\ntwo\r\nthree\r\n')
    expect(await site.live()).toMatchObject({ files: [{ path: 'crlf.txt', additions: 1, deletions: 0 }] })
  })
})
