import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { createGitSite, listing, runGit, type GitSite } from './git-site.ts'

/** Everything by which a repository can make git run a program, each of which leaves a file of its name. */
function makeHostile(site: GitSite): string {
  const canaries = join(site.folder, 'canaries')
  mkdirSync(canaries)
  const program = (name: string) => {
    const path = join(site.folder, `run-${name}`)
    writeFileSync(path, `#!/bin/sh\n: > ${join(canaries, name)}\ncat\n`, { mode: 0o755 })
    return path
  }
  const set = (key: string, name: string) => site.git('config', key, program(name))
  site.write('.gitattributes', '*.dat filter=evil diff=evil merge=evil\n*.log filter=included\n')
  for (const [path, text] of [
    ['a.dat', 'a\n'],
    ['b.log', 'b\n'],
    ['same.dat', 'same\n'],
  ] as const)
    site.write(path, text)
  addSubmodule(site, program('submodule-fsmonitor'))
  site.commit()
  set('core.fsmonitor', 'fsmonitor')
  set('core.sshCommand', 'ssh')
  set('core.pager', 'pager')
  set('core.editor', 'editor')
  set('core.alternateRefsCommand', 'alternate-refs')
  set('filter.evil.clean', 'clean')
  set('filter.evil.smudge', 'smudge')
  set('diff.external', 'external')
  set('diff.evil.textconv', 'textconv')
  set('diff.evil.command', 'diff-command')
  set('merge.evil.driver', 'merge')
  set('alias.ls-files', 'alias')
  set('credential.helper', 'credential')
  set('gpg.program', 'gpg')
  site.git('config', 'filter.evil.required', 'true')
  site.git('config', 'index.threads', '4')
  const included = join(site.folder, 'included')
  writeFileSync(included, `[filter "included"]\n\tprocess = ${program('included-process')}\n\trequired\n`)
  site.git('config', 'include.path', included)
  const hooks = join(site.folder, 'hooks')
  mkdirSync(hooks)
  for (const hook of [
    'post-index-change',
    'pre-commit',
    'reference-transaction',
    'fsmonitor-watchman',
    'post-checkout',
  ]) {
    symlinkSync(program(`hook-${hook}`), join(hooks, hook))
    symlinkSync(program(`own-hook-${hook}`), join(site.project, '.git/hooks', hook))
  }
  site.git('config', 'core.hooksPath', hooks)
  site.git('config', 'remote.origin.url', `ext::${program('transport')} %S`)
  site.git('config', 'remote.origin.promisor', 'true')
  return canaries
}

function addSubmodule(site: GitSite, fsmonitor: string): void {
  const other = join(site.folder, 'other')
  mkdirSync(other)
  runGit(other, site.environment, ['init', '--quiet'])
  writeFileSync(join(other, 'inner'), 'x\n')
  runGit(other, site.environment, ['add', 'inner'])
  runGit(other, site.environment, ['commit', '--quiet', '--message', 'x'])
  site.git('submodule', '--quiet', 'add', other, 'module')
  runGit(join(site.project, 'module'), site.environment, ['config', 'core.fsmonitor', fsmonitor])
}

/** What is new or other than its entry in the index, so that whoever looks has to read it. */
function change(site: GitSite, text: string): void {
  for (const path of ['README.md', 'a.dat', 'b.log', 'new.dat', 'module/inner']) site.write(path, text)
  utimesSync(join(site.project, 'same.dat'), 1, 1)
}

const HOSTILE_ENVIRONMENT = (folder: string) => ({
  GIT_EXTERNAL_DIFF: join(folder, 'run-external'),
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'core.fsmonitor',
  GIT_CONFIG_VALUE_0: join(folder, 'run-fsmonitor'),
  GIT_DIR: '/nowhere',
  GIT_TRACE2_EVENT: join(folder, 'trace'),
})

it('runs nothing of a hostile repository, and changes nothing of it', async () => {
  using site = createGitSite()
  const canaries = makeHostile(site)
  change(site, 'before\n')
  Object.assign(site.environment, HOSTILE_ENVIRONMENT(site.folder))
  rmSync(canaries, { recursive: true })
  mkdirSync(canaries)
  const atStart = listing(site.project)
  await site.takeFirst()
  expect(await site.live()).toMatchObject({ state: 'ready', files: [] })
  expect(listing(site.project)).toEqual(atStart)

  change(site, 'after\n')
  const atEnd = listing(site.project)
  const paths = ['README.md', 'a.dat', 'b.log', 'new.dat']
  expect(await site.live()).toMatchObject({ files: paths.map((path) => ({ path, change: 'modified' })) })
  expect(await site.patch('a.dat')).toContain('-before\n+after\n')
  await site.takeLast()
  expect(await site.patch('a.dat', false)).toContain('-before\n+after\n')
  expect(listing(site.project)).toEqual(atEnd)
  expect(readdirSync(canaries)).toEqual([])
  expect(existsSync(join(site.folder, 'trace'))).toBe(false)
})

it('the same repository does run programs when git is called as usual', () => {
  using site = createGitSite()
  const canaries = makeHostile(site)
  change(site, 'before\n')
  for (const args of [['status'], ['diff', '--', 'README.md'], ['add', '--all']]) {
    try {
      execFileSync('git', args, { cwd: site.project, env: site.environment, stdio: 'ignore' })
    } catch {
      // Such as a filter that speaks no protocol.
    }
  }
  const ran = readdirSync(canaries)
  for (const name of [
    'fsmonitor',
    'clean',
    'external',
    'included-process',
    'hook-post-index-change',
    'submodule-fsmonitor',
  ]) {
    expect(ran).toContain(name)
  }
})

it('is not led out of the project by pointers and pipes where files of git should be', async () => {
  using site = createGitSite()
  rmSync(join(site.project, '.git/index'))
  execFileSync('mkfifo', [join(site.project, '.git/index'), join(site.project, 'pipe')])
  await site.takeFirst()
  site.write('new.txt', 'new\n')
  expect(await site.live()).toMatchObject({ state: 'ready', files: [{ path: 'new.txt' }] })

  rmSync(join(site.project, '.git'), { recursive: true })
  writeFileSync(join(site.project, '.git'), `gitdir: ${join(site.folder, 'nowhere')}\n`)
  expect(await site.live()).toMatchObject({ state: 'none' })
  rmSync(join(site.project, '.git'))
  execFileSync('mkfifo', [join(site.project, '.git')])
  expect(await site.live()).toEqual({ state: 'none', reason: 'The file .git of the project leads nowhere.' })
})
