import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { startServer } from '../support/built-server.ts'
import { REPOSITORY } from '../support/paths.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const run = promisify(execFile)
const DEFAULT_BASE = 'BASE=http://127.0.0.1:4747'

it('the script of the README does the whole job with curl', { timeout: 120_000 }, async () => {
  const script = readScript(await readFile(join(REPOSITORY, 'README.md'), 'utf8'))
  const [first, ...rest] = script.split('\n')
  expect(first).toBe(DEFAULT_BASE)
  await using directory = await temporaryDirectory()
  await using server = await startServer({
    directory: directory.path,
    env: {
      SPECFLOW_HOME: join(directory.path, 'user/.specflow'),
      SPECFLOW_CLAUDE_BIN: 'no-such-agent',
    },
  })

  await run('sh', ['-e', '-c', [`BASE=${server.origin}`, ...rest].join('\n')], {
    cwd: server.home,
    env: server.env,
    timeout: 90_000,
  })

  const { json } = await server.api.get('/api/workflow/list')
  const { executions } = json as { executions: { status: string; skill: string }[] }
  expect(executions.map(({ status }) => status).sort()).toEqual(['cancelled', 'completed'])
})

/** The first block of shell below the heading "From a script", before any other heading. */
function readScript(readme: string): string {
  const found = /^#+ From a script\n(?<between>[\s\S]*?)^```sh\n(?<script>[\s\S]*?)^```$/m.exec(readme)
  const { between, script } = found?.groups ?? {}
  if (script === undefined || between === undefined || /^#/m.test(between)) {
    throw new Error('README.md has no block of shell below the heading "From a script".')
  }
  return script
}
