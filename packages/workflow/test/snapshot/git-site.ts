import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createGitSnapshots } from '../../src/snapshot/git-snapshots.ts'
import type { GitSnapshotOptions } from '../../src/snapshot/open-site.ts'

export const EXECUTION = '0b6ff5a5-0a3e-4c57-9d0e-0d6a3a0f3a01'

/** A repository with one commit, a state directory, and a home of nobody's. */
export function createGitSite(options: Partial<GitSnapshotOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'specflow-snapshot-'))
  const project = join(folder, 'project')
  const workflowsPath = join(folder, 'workflows')
  const environment = { PATH: process.env.PATH ?? '', HOME: join(folder, 'home') }
  for (const path of [project, workflowsPath, environment.HOME]) mkdirSync(path)
  const git = (...args: string[]) => runGit(project, environment, args)
  const write = (path: string, text: string | Buffer) => {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  const commit = () => {
    git('add', '--all')
    git('commit', '--quiet', '--allow-empty', '--message', 'all')
  }
  git('init', '--quiet')
  write('README.md', 'one\ntwo\nthree\n')
  write('src/main.ts', 'main\n')
  commit()
  const snapshots = createGitSnapshots({ workflowsPath, environment, ...options })
  const reference = { executionId: EXECUTION, projectPath: project }
  return {
    folder,
    project,
    environment,
    workflowsPath,
    snapshots,
    reference,
    git,
    write,
    commit,
    takeFirst: () => snapshots.takeFirst(reference),
    takeLast: () => snapshots.takeLast(reference),
    live: () => snapshots.diff({ ...reference, isLive: true }),
    last: () => snapshots.diff({ ...reference, isLive: false }),
    patch: async (path: string, isLive = true) => {
      const diff = await snapshots.diff({ ...reference, isLive, path })
      return diff.state === 'ready' ? diff.patch : diff.reason
    },
    [Symbol.dispose]: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type GitSite = ReturnType<typeof createGitSite>

export function runGit(cwd: string, environment: Record<string, string>, args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=Somebody',
    '-c',
    'user.email=somebody@example.com',
    '-c',
    'protocol.file.allow=always',
  ]
  return execFileSync('git', [...identity, ...args], {
    cwd,
    env: { ...environment, GIT_CONFIG_NOSYSTEM: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Every entry below a folder with all that a writer would change, the folder itself included. */
export function listing(folder: string): string[] {
  return ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].toSorted().map((name) => {
    const path = join(folder, name)
    const { ctimeMs, mode, mtimeMs, size } = lstatSync(path)
    const kind = lstatSync(path)
    const content = kind.isFile()
      ? createHash('sha256').update(readFileSync(path)).digest('hex')
      : kind.isSymbolicLink()
        ? readlinkSync(path)
        : ''
    return [name, mode.toString(8), size, mtimeMs, ctimeMs, content].join(' ')
  })
}

/** What has changed by now, or why nobody knows. */
export const changesOf = async (site: GitSite) => {
  const diff = await site.live()
  return diff.state === 'ready' ? diff.files.map(({ change, path }) => `${change} ${path}`) : [diff.reason]
}
