import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SkillDefinition } from '../../src/skills/port.ts'
import { readSkill } from '../../src/skills/read-skill.ts'
import { hashSources } from '../../src/trust/brought-source.ts'
import { readSkillHooks } from '../../src/trust/read-skills.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { readFolder } from './read-folder.ts'

type Files = Record<string, unknown>

const SETTINGS = '.claude/settings.json'

async function folderOf(files: Files): Promise<string> {
  const root = temporaryDirectory()
  await mkdir(join(root, '.claude'))
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return root
}

const hashOf = async (root: string) => hashSources(await readFolder(root))
const hashOfFiles = async (files: Files) => hashOf(await folderOf(files))

const stop = (command: string, more: object = {}) => ({
  hooks: { Stop: [{ hooks: [{ type: 'command', command, ...more }] }] },
})

describe('the hash of what a folder brings', () => {
  it.each<[string, Files]>([
    ['no file', {}],
    [
      'settings that say nothing',
      { [SETTINGS]: { $schema: 'https://json.schemastore.org/x.json', hooks: {}, env: {} } },
    ],
    ['a memory file, commands and skills', { 'CLAUDE.md': 'Be kind.' }],
  ])('is absent for %s', async (_what, files) => {
    expect(await hashOfFiles(files)).toBeUndefined()
  })

  it('is SHA-256 in hex, and the same for the same content in another order and with other spaces', async () => {
    const one = await hashOfFiles({ [SETTINGS]: '{"model":"opus","env":{"A":"1","B":"2"}}' })
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(await hashOfFiles({ [SETTINGS]: '\uFEFF{ "env": {"B":"2", "A":"1"},\n "model": "opus" }' })).toBe(
      one,
    )
  })

  it.each<[string, Files, Files]>([
    ['the command of a hook', { [SETTINGS]: stop('a') }, { [SETTINGS]: stop('b') }],
    [
      'the time limit of a hook, which is not shown',
      { [SETTINGS]: stop('a') },
      { [SETTINGS]: stop('a', { timeout: 9 }) },
    ],
    [
      'a value that is hidden',
      { [SETTINGS]: { env: { API_KEY: '1' } } },
      { [SETTINGS]: { env: { API_KEY: '2' } } },
    ],
    [
      'a secret that is not shown',
      { [SETTINGS]: { apiKeyHelper: './key --token aaaaaaaa1' } },
      { [SETTINGS]: { apiKeyHelper: './key --token aaaaaaaa2' } },
    ],
    [
      'the order of permission rules',
      { [SETTINGS]: { permissions: { allow: ['a', 'b'] } } },
      { [SETTINGS]: { permissions: { allow: ['b', 'a'] } } },
    ],
    ['a value of another type', { [SETTINGS]: { model: '1' } }, { [SETTINGS]: { model: 1 } }],
    [
      'the environment of an MCP server, of which only names are shown',
      { '.mcp.json': { mcpServers: { a: { command: 'x', env: { A: '1' } } } } },
      { '.mcp.json': { mcpServers: { a: { command: 'x', env: { A: '2' } } } } },
    ],
    [
      'the query of an address, which is not shown',
      { '.mcp.json': { mcpServers: { a: { url: 'https://a.example/?k=1' } } } },
      { '.mcp.json': { mcpServers: { a: { url: 'https://a.example/?k=2' } } } },
    ],
    [
      'where a word of a command ends',
      { '.mcp.json': { mcpServers: { a: { command: 'x', args: ['a b'] } } } },
      { '.mcp.json': { mcpServers: { a: { command: 'x', args: ['a', 'b'] } } } },
    ],
    ['the file in which it stands', { [SETTINGS]: stop('a') }, { '.claude/settings.local.json': stop('a') }],
    ['a text that is no JSON', { [SETTINGS]: '{"hooks": // a' }, { [SETTINGS]: '{"hooks": // b' }],
    ['a file that is too large', { [SETTINGS]: 'a'.repeat(300_000) }, { [SETTINGS]: 'b'.repeat(300_000) }],
    [
      'a second file',
      { [SETTINGS]: stop('a') },
      { [SETTINGS]: stop('a'), '.mcp.json': { mcpServers: { a: {} } } },
    ],
  ])('is another one for another %s', async (_what, before, after) => {
    const [one, other] = [await hashOfFiles(before), await hashOfFiles(after)]
    expect(one).toBeDefined()
    expect(other).toBeDefined()
    expect(other).not.toBe(one)
  })

  it('knows what stands behind a link, which is not shown', async () => {
    const root = await folderOf({ 'shared.json': stop('a') })
    await symlink('../shared.json', join(root, SETTINGS))
    const one = await hashOf(root)
    expect(await hashOf(root)).toBe(one)
    await writeFile(join(root, 'shared.json'), JSON.stringify(stop('b')))
    const other = await hashOf(root)
    expect(other).toBeDefined()
    expect(other).not.toBe(one)
    await rm(join(root, 'shared.json'))
    expect(new Set([one, other, undefined]).has(await hashOf(root))).toBe(false)
  })

  it('counts what is no file at all', async () => {
    const root = await folderOf({})
    await mkdir(join(root, SETTINGS))
    expect(await hashOf(root)).toBeDefined()
  })
})

describe('skills of the project', () => {
  const skill = (more: Partial<SkillDefinition>): SkillDefinition => ({
    name: 'review',
    description: 'Reviews',
    source: 'project',
    invocation: 'slash',
    ...more,
  })

  it.each<[string, Partial<SkillDefinition>]>([
    ['without hooks', {}],
    ['of the user', { source: 'user', hooks: 'Stop: []' }],
  ])('count for nothing when they are %s', (_what, more) => {
    expect(hashSources(readSkillHooks([skill(more)]))).toBeUndefined()
  })

  it('count with their hooks, and where their file was not read', () => {
    const hashes = [
      readSkillHooks([skill({ hooks: 'Stop: a' })]),
      readSkillHooks([skill({ hooks: 'Stop: b' })]),
      readSkillHooks([skill({ name: 'plan', hooks: 'Stop: a' })]),
      readSkillHooks([skill({ unread: { reason: 'Too large.', mark: '1' } })]),
      readSkillHooks([skill({ unread: { reason: 'Too large.', mark: '2' } })]),
    ].map(hashSources)
    expect(hashes.every((hash) => hash !== undefined)).toBe(true)
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(readSkillHooks([skill({ hooks: 'Stop: a' })])).toMatchObject([
      { brings: [{ kind: 'hook', name: 'review', detail: 'Stop: a', file: 'skill review' }] },
    ])
  })

  it.each([
    ['plain', 'hooks:\n  Stop: evil', 'Stop: evil'],
    ['a head that is no YAML', 'argument-hint: [a] [b]\nhooks:\n  Stop: evil', 'Stop: evil'],
    ['an alias', 'x: &a {Stop: evil}\nhooks: *a', 'evil'],
    ['a merged map', 'x: &a\n  hooks: {Stop: evil}\n<<: *a', 'evil'],
  ])('tell the hooks of their front-matter: %s', async (_what, head, told) => {
    const path = join(temporaryDirectory(), 'SKILL.md')
    await writeFile(path, `---\n${head}\n---\nBody`)
    const read = await readSkill({ name: 'x', source: 'project', path })
    expect(read?.hooks).toContain(told)
  })

  it('that are too large to be read say so, and are another when they change', async () => {
    const path = join(temporaryDirectory(), 'SKILL.md')
    const readWith = async (letter: string) => {
      await writeFile(path, letter.repeat(300_000))
      return (await readSkill({ name: 'x', source: 'project', path }))?.unread?.mark
    }
    const one = await readWith('a')
    expect(one).toBeDefined()
    expect(await readWith('b')).not.toBe(one)
  })
})

describe('sub-agents of the project', () => {
  async function agents(files: Record<string, string>) {
    const root = temporaryDirectory()
    await mkdir(join(root, '.claude/agents/team'), { recursive: true })
    for (const [file, text] of Object.entries(files))
      await writeFile(join(root, '.claude/agents', file), text)
    return root
  }
  const brought = async (root: string) => (await readFolder(root)).flatMap(({ brings }) => brings)

  it('count for nothing by what they say', async () => {
    const root = await agents({
      'a.md': '---\nname: a\ntools: Bash\n---\nKnows hooks.',
      'b.txt': '---\nhooks: x\n---',
    })
    expect(await brought(root)).toEqual([])
  })

  it('count with their hooks and servers, wherever below the folder they lie', async () => {
    const root = await agents({
      'a.md': '---\nname: a\nhooks: {Stop: evil}\n---\n',
      'team/b.md': '---\nname: b\nmcpServers:\n  - x: {command: evil}\n---\n',
    })
    await symlink('/nowhere', join(root, '.claude/agents/c'))
    expect(await brought(root)).toMatchObject([
      { kind: 'hook', detail: '{Stop: evil}', file: '.claude/agents/a.md' },
      { kind: 'unreadable', file: '.claude/agents/c' },
      { kind: 'mcp_server', detail: '- x: {command: evil}', file: '.claude/agents/team/b.md' },
    ])
    const before = await hashOf(root)
    await writeFile(join(root, '.claude/agents/a.md'), '---\nname: a\nhooks: {Stop: other}\n---\n')
    expect(await hashOf(root)).not.toBe(before)
  })
})
