import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashSources } from '../../src/trust/brought-source.ts'
import { writeFiles } from '../support/files.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { readFolder } from './read-folder.ts'

function projectWith(files: Record<string, string>) {
  const root = temporaryDirectory()
  const write = (more: Record<string, string>) => {
    writeFiles(join(root, '.claude/skills'), more)
  }
  write(files)
  return { root, write }
}

const broughtBy = async (root: string) => (await readFolder(root)).flatMap(({ brings }) => brings)

describe('a skill that is a plugin', () => {
  it('is shown with its hooks and its servers', async () => {
    const { root } = projectWith({
      'a b/.claude-plugin/plugin.json': '{}',
      'tool/.claude-plugin/plugin.json': '{"name":"tool"}',
      'tool/hooks/hooks.json': '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"evil"}]}]}}',
      'tool/.mcp.json': '{"mcpServers":{"x":{"command":"worse"}}}',
      'tool/SKILL.md': 'Text.',
      'plain/SKILL.md': 'Text.',
      'plain/hooks/hooks.json': '{}',
    })
    const file = '.claude/skills/tool'
    expect(await broughtBy(root)).toEqual([
      { kind: 'plugin', name: 'a b', detail: 'It has .claude-plugin.', file: '.claude/skills/a b' },
      { kind: 'plugin', name: 'tool', detail: 'It has .claude-plugin, .mcp.json, hooks.', file },
      { kind: 'hook', name: 'Stop', detail: 'evil', file: `${file}/hooks/hooks.json` },
      { kind: 'mcp_server', name: 'x', detail: 'worse', file: `${file}/.mcp.json` },
    ])
  })

  it.each([
    [
      'its manifest',
      '.claude-plugin/plugin.json',
      { 'tool/.claude-plugin/plugin.json': '{"hooks":"./h.json"}' },
    ],
    ['a file of its hooks', 'hooks/more/x.sh', {}],
    ['its servers', '.mcp.json', {}],
    ['its language servers', '.lsp.json', {}],
    [
      'what its manifest names',
      'config/h.json',
      { 'tool/.claude-plugin/plugin.json': '{"hooks":"./config/h.json"}' },
    ],
    [
      'anything, without a manifest that can be read',
      'h.json',
      { 'tool/.claude-plugin/plugin.json': '{"hooks": // x' },
    ],
  ])('is another one for another %s', async (_what, file, files) => {
    const { root, write } = projectWith({ 'tool/.claude-plugin/plugin.json': '{}', ...files })
    const hashes = [hashSources(await readFolder(root))]
    for (const text of ['{"a":1}', '{"a":2}']) {
      write({ [`tool/${file}`]: text })
      hashes.push(hashSources(await readFolder(root)), hashSources(await readFolder(root)))
    }
    expect(hashes[0]).toBeDefined()
    expect(hashes[2]).toBe(hashes[1])
    expect(new Set(hashes).size).toBe(3)
  })

  it('is found behind a link, and as a link', async () => {
    const { root, write } = projectWith({})
    await mkdir(join(root, '.claude/skills/half'), { recursive: true })
    writeFiles(root, { 'elsewhere/.claude-plugin/plugin.json': '{}' })
    await symlink('../../elsewhere', join(root, '.claude/skills/whole'))
    await symlink('../../../elsewhere/.claude-plugin', join(root, '.claude/skills/half/.claude-plugin'))
    expect(await broughtBy(root)).toMatchObject([
      { kind: 'plugin', name: 'half' },
      { kind: 'plugin', name: 'whole' },
    ])
    const before = hashSources(await readFolder(root))
    write({ '../../elsewhere/.claude-plugin/plugin.json': '{"a":1}' })
    expect(hashSources(await readFolder(root))).not.toBe(before)
  })
})
