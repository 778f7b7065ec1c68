import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashSources } from '../../src/trust/brought-source.ts'
import { writeFiles } from '../support/files.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { readFolder } from './read-folder.ts'

const HOOKS = '---\nhooks: {Stop: evil}\n---\n'

function projectWith(files: Record<string, string>): string {
  const root = temporaryDirectory()
  writeFiles(join(root, '.claude'), files)
  return root
}

const broughtBy = async (root: string) => (await readFolder(root)).flatMap(({ brings }) => brings)
const hashOf = async (root: string) => hashSources(await readFolder(root))

function many(count: number, fileOf: (at: number) => string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [fileOf(at), 'Text.']))
}

describe('what is no skill in the list and may be one for the agent', () => {
  it.each([
    ['a skill with another name', 'skills/a b/SKILL.md'],
    ['a skill that is hidden', 'skills/.x/SKILL.md'],
    ['a command with another name', 'commands/a b.md'],
    ['a command in a folder with another name', 'commands/a b/x.md'],
    ['a command with a long name', `commands/${'x'.repeat(65)}.md`],
    ['a command with another ending', 'commands/x.MD'],
  ])('counts with its hooks and for nothing without: %s', async (_what, file) => {
    expect(await broughtBy(projectWith({ [file]: 'Text about hooks.' }))).toEqual([])
    const brought = await broughtBy(projectWith({ [file]: HOOKS }))
    expect(brought).toMatchObject([{ kind: 'hook', detail: '{Stop: evil}', file: `.claude/${file}` }])
  })

  it('counts where it has the name of another', async () => {
    const root = projectWith({
      'skills/x/SKILL.md': 'Text.',
      'commands/x.md': HOOKS,
      'commands/a/b.md': 'Text.',
      'commands/a:b.md': HOOKS,
    })
    expect(await broughtBy(root)).toMatchObject([
      { kind: 'hook', file: '.claude/commands/a:b.md' },
      { kind: 'hook', file: '.claude/commands/x.md' },
    ])
  })

  it('counts where its file is too large to be read', async () => {
    const root = projectWith({ 'commands/a b.md': 'x'.repeat(300_000) })
    expect(await broughtBy(root)).toMatchObject([{ kind: 'unreadable', file: '.claude/commands/a b.md' }])
  })

  it.each([
    ['skills', (at: number) => `skills/s${String(at)}/SKILL.md`, 'skills/s999/SKILL.md'],
    ['commands', (at: number) => `commands/c${String(at)}.md`, 'commands/c999.md'],
    ['names that are none', (at: number) => `commands/ ${String(at)}.md`, 'commands/ 999.md'],
  ])(
    'counts beyond the first thousand: %s',
    async (_what, fileOf, last) => {
      const root = projectWith(many(1_000, fileOf))
      expect(await hashOf(root)).toBeUndefined()
      writeFiles(join(root, '.claude'), { [fileOf(1_000)]: 'Text.' })
      expect(await broughtBy(root)).toMatchObject([{ kind: 'unreadable' }])
      const before = await hashOf(root)
      writeFiles(join(root, '.claude'), { [last]: HOOKS })
      expect(await hashOf(root)).not.toBe(before)
    },
    60_000,
  )

  it('counts in more folders than are walked', async () => {
    const file = `commands/${'d/'.repeat(9)}x.md`
    const root = projectWith({ [file]: 'Text.' })
    expect(await broughtBy(root)).toMatchObject([
      { kind: 'unreadable', file: `.claude/commands/${'d/'.repeat(8)}d` },
    ])
    const before = await hashOf(root)
    expect(await hashOf(root)).toBe(before)
    writeFiles(join(root, '.claude'), { [file]: HOOKS })
    expect(await hashOf(root)).not.toBe(before)
  })

  it.each(['skills', 'commands'])('counts where the folder of %s cannot be read', async (folder) => {
    const root = projectWith({ 'x.md': '' })
    await symlink(folder, join(root, '.claude', folder))
    expect(await broughtBy(root)).toMatchObject([
      { kind: 'unreadable', detail: 'It cannot be read (ELOOP).', file: `.claude/${folder}` },
    ])
  })

  it('can never be acknowledged where there is no end to it', async () => {
    const root = projectWith(many(10_001, (at) => `commands/${String(at)}.txt`))
    expect(await broughtBy(root)).toMatchObject([{ kind: 'unreadable', file: '.claude/commands' }])
    expect(await hashOf(root)).not.toBe(await hashOf(root))
  }, 60_000)
})
