import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { hashSources } from '../../src/trust/brought-source.ts'
import { writeFiles } from '../support/files.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { readFolder } from './read-folder.ts'

// Tests may run as root, who may read any folder.
vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<{ readdir: (path: string, ...more: unknown[]) => Promise<unknown> }>()
  const readdir = (path: string, ...more: unknown[]) =>
    path.endsWith('locked')
      ? Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }))
      : real.readdir(path, ...more)
  return { ...real, readdir }
})

const HOOKS = '---\nhooks: {Stop: evil}\n---\n'

function projectWith(files: Record<string, string>): string {
  const root = temporaryDirectory()
  writeFiles(join(root, '.claude/agents'), files)
  return root
}

const broughtBy = async (root: string) => (await readFolder(root)).flatMap(({ brings }) => brings)
const hashOf = async (root: string) => hashSources(await readFolder(root))

describe('what an acknowledgement of sub-agents covers', () => {
  it('is all beside a folder that cannot be read', async () => {
    const root = projectWith({ 'locked/x.md': 'Text.', 'z.md': HOOKS })
    expect(await broughtBy(root)).toMatchObject([
      { kind: 'hook', file: '.claude/agents/z.md' },
      { kind: 'unreadable', detail: 'It cannot be read (EACCES).', file: '.claude/agents/locked' },
    ])
  })

  it('is what lies behind a link to a folder now', async () => {
    const root = projectWith({ 'a.md': 'Text.', '../../elsewhere/deep/x.md': 'Text.' })
    await symlink('../../elsewhere', join(root, '.claude/agents/link'))
    const hashes = [await hashOf(root), await hashOf(root)]
    expect(hashes[0]).toBeDefined()
    expect(hashes[1]).toBe(hashes[0])
    for (const text of ['Texts', HOOKS]) {
      writeFiles(root, { 'elsewhere/deep/x.md': text })
      hashes.push(await hashOf(root))
    }
    await symlink('..', join(root, 'elsewhere/circle'))
    hashes.push(await hashOf(root))
    expect(new Set(hashes).size).toBe(4)
  })

  it('is every file beyond the first thousand', async () => {
    const names = Array.from({ length: 1_001 }, (_, at) => `${String(at).padStart(4, '0')}.md`)
    const root = projectWith(Object.fromEntries(names.map((name) => [name, 'Text.'])))
    expect(await broughtBy(root)).toMatchObject([{ kind: 'unreadable', file: '.claude/agents' }])
    const before = await hashOf(root)
    expect(await hashOf(root)).toBe(before)
    writeFiles(root, { '.claude/agents/1000.md': HOOKS })
    expect(await hashOf(root)).not.toBe(before)
  }, 60_000)

  it('is nothing where there is no end to them, or to what a link leads to', async () => {
    const files = Array.from({ length: 10_001 }, (_, at): [string, string] => [`many/${String(at)}`, ''])
    const root = projectWith(Object.fromEntries(files))
    expect(await broughtBy(root)).toMatchObject([{ kind: 'unreadable', file: '.claude/agents' }])
    expect(await hashOf(root)).not.toBe(await hashOf(root))
    const other = temporaryDirectory()
    await mkdir(join(other, '.claude/agents'), { recursive: true })
    await symlink(join(root, '.claude/agents/many'), join(other, '.claude/agents/link'))
    expect((await broughtBy(other))[0]?.detail).toContain('no acknowledgement holds')
    expect(await hashOf(other)).not.toBe(await hashOf(other))
  }, 60_000)
})
