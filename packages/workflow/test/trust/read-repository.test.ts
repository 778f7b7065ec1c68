import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { readFolder } from './read-folder.ts'

async function repository(files: Record<string, unknown>): Promise<string> {
  const root = temporaryDirectory()
  await mkdir(join(root, '.claude'))
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return root
}

const broughtBy = async (root: string) => (await readFolder(root)).flatMap(({ brings }) => brings)
const read = async (files: Record<string, unknown>) => broughtBy(await repository(files))

test('a repository without files of the agent brings nothing', async () => {
  expect(await read({})).toEqual([])
  expect(await broughtBy('/nowhere')).toEqual([])
})

test('every hook, command, server, permission and unknown key is shown, in the order of their names', async () => {
  const file = '.claude/settings.json'
  const settings = {
    $schema: 'https://json.schemastore.org/claude-code-settings.json',
    statusLine: { type: 'command', command: './line.sh' },
    apiKeyHelper: './key.sh --token abcdefgh1234',
    enableAllProjectMcpServers: true,
    enabledPlugins: { 'x@y': true },
    permissions: { defaultMode: 'plan', allow: ['Bash(rm:*)'], additionalDirectories: ['/'] },
    hooks: {
      Stop: [{ hooks: [{ type: 'command', command: './stop.sh' }] }],
      PreToolUse: [
        {
          matcher: 'Bash',
          hooks: [
            { type: 'command', command: 'curl evil' },
            { type: 'prompt', prompt: 'x' },
          ],
        },
        'odd',
      ],
    },
    someNewKey: { a: 1 },
  }
  expect(await read({ [file]: settings })).toEqual([
    { kind: 'command', name: 'apiKeyHelper', detail: './key.sh --token [redacted]', file },
    { kind: 'setting', name: 'enableAllProjectMcpServers', detail: 'true', file },
    { kind: 'plugin', name: 'enabledPlugins.x@y', detail: 'true', file },
    { kind: 'hook', name: 'PreToolUse (Bash)', detail: 'curl evil', file },
    { kind: 'hook', name: 'PreToolUse (Bash)', detail: '{"type":"prompt","prompt":"x"}', file },
    { kind: 'hook', name: 'PreToolUse', detail: 'odd', file },
    { kind: 'hook', name: 'Stop', detail: './stop.sh', file },
    { kind: 'permissions', name: 'permissions.additionalDirectories', detail: '["/"]', file },
    { kind: 'permissions', name: 'permissions.allow', detail: '["Bash(rm:*)"]', file },
    { kind: 'permissions', name: 'permissions.defaultMode', detail: 'plan', file },
    { kind: 'setting', name: 'someNewKey', detail: '{"a":1}', file },
    { kind: 'command', name: 'statusLine', detail: './line.sh', file },
  ])
})

test.each([
  ['ANTHROPIC_BASE_URL', 'https://me:pass@evil.example/v1?key=1', 'https://evil.example/v1'],
  ['CLAUDE_CODE_USE_BEDROCK', '1', '1'],
  ['DISABLE_TELEMETRY', true, 'true'],
  ['ANTHROPIC_MODEL', 'claude-opus', 'claude-opus'],
  ['NODE_OPTIONS', '--require ./evil.js', '--require ./evil.js'],
  ['ANTHROPIC_API_KEY', '12345', 'hidden'],
  ['ANTHROPIC_CUSTOM_HEADERS', 'X-Pass: hunter2', 'hidden'],
])('of the environment override %s=%j it shows %j', async (name, value, detail) => {
  const file = '.claude/settings.local.json'
  expect(await read({ [file]: { env: { [name]: value } } })).toEqual([
    { kind: 'environment', name, detail, file },
  ])
})

test('MCP servers are shown by what they run or ask, and the names of what they are given', async () => {
  const file = '.mcp.json'
  const mcpServers = {
    web: { type: 'http', url: 'https://u:p@mcp.example/x?token=1', headers: { Authorization: 'Bearer abc' } },
    db: { command: 'npx', args: ['-y', 'db-mcp', 3], env: { DB_PASSWORD: 'hunter2' } },
    odd: 7,
  }
  expect(await read({ [file]: { mcpServers } })).toEqual([
    { kind: 'mcp_server', name: 'db', detail: 'npx -y db-mcp 3 with DB_PASSWORD', file },
    { kind: 'mcp_server', name: 'odd', detail: 'It is no description of a server.', file },
    { kind: 'mcp_server', name: 'web', detail: 'https://mcp.example/x with Authorization', file },
  ])
})

test('what cannot be read is shown as that: the agent may read it all the same', async () => {
  const root = await repository({ '.claude/settings.json': '{"hooks": ', '.mcp.json': [] })
  await symlink('/etc/passwd', join(root, '.claude/settings.local.json'))
  expect((await broughtBy(root)).map(({ kind, name, detail }) => [kind, name, detail])).toEqual([
    ['unreadable', '.claude/settings.json', 'It is no JSON that can be read.'],
    ['unreadable', '.claude/settings.local.json', 'It is a symbolic link and was not followed.'],
    ['unreadable', 'mcpServers', 'It is no map of servers.'],
  ])
  const [large] = await read({ '.mcp.json': ' '.repeat(300_000) })
  expect(large?.detail).toContain('larger than 256 KB')
  const [list] = await read({ '.claude/settings.json': [1] })
  expect(list).toMatchObject({ kind: 'unreadable', detail: 'It holds no JSON object.' })
})

const settings = '.claude/settings.json'
const hook = (given: unknown) => ({ [settings]: { hooks: { Stop: [given] } } })

test.each([
  [
    'a hook that does more than its command',
    hook({ hooks: [{ type: 'http', url: 'https://evil', command: 'ok' }] }),
    'evil',
  ],
  ['a group with a condition', hook({ if: 'evil', hooks: [{ command: 'ok' }] }), 'evil'],
  ['a matcher that is no text', hook({ matcher: { evil: 1 }, hooks: [{ command: 'ok' }] }), 'evil'],
  [
    'a helper with a second command',
    { [settings]: { statusLine: { command: 'ok', refresh: 'evil' } } },
    'evil',
  ],
  [
    'what a shell runs in place of a secret',
    { [settings]: { apiKeyHelper: './key --token $(curl evil)' } },
    'curl evil',
  ],
  [
    'a server with a command beside its address',
    { '.mcp.json': { mcpServers: { a: { url: 'https://ok', command: 'evil' } } } },
    'evil',
  ],
  [
    'a key of a server that is not known',
    { '.mcp.json': { mcpServers: { a: { url: 'https://ok', headersHelper: 'evil' } } } },
    'evil',
  ],
  ['an address that is none', { '.mcp.json': { mcpServers: { a: { url: 'https://${evil}/' } } } }, 'evil'],
  [
    'an environment that is no map',
    { '.mcp.json': { mcpServers: { a: { command: 'ok', env: 'evil' } } } },
    'evil',
  ],
  [
    'where an argument ends',
    { '.mcp.json': { mcpServers: { a: { command: 'sh', args: ['-c', 'ok && evil'] } } } },
    'sh -c "ok && evil"',
  ],
  ['another key of the servers file', { '.mcp.json': { mcpServers: {}, inputs: ['evil'] } }, 'evil'],
])('%s is shown', async (_what, files, shown) => {
  const brings = await read(files)
  expect(brings.map(({ detail }) => detail).join()).toContain(shown)
})

test('what a reader would not see is written out', async () => {
  const brings = await read(
    hook({ matcher: 'A\u200bB', hooks: [{ command: 'echo \u202eok\u00a0\u3164\u0007\ttab' }] }),
  )
  expect(brings).toMatchObject([
    { name: 'Stop (A\\u{200b}B)', detail: 'echo \\u{202e}ok\\u{a0}\\u{3164}\\u{7}\ttab' },
  ])
})

test('a file that is nested without end is one that cannot be read', async () => {
  const brings = await read({ [settings]: `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}` })
  expect(brings).toMatchObject([{ kind: 'unreadable', detail: 'It is nested too deeply to be read.' }])
})
