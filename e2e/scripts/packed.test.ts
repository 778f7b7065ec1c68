import { execFile } from 'node:child_process'
import { mkdir, readFile, readdir, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { REPOSITORY, nodeBinary } from '../support/paths.ts'
import { userEnvironment } from '../support/specflowctl.ts'

const run = promisify(execFile)
const PNPM = join(REPOSITORY, 'node_modules/pnpm/bin/pnpm.cjs')
const TSC = join(REPOSITORY, 'node_modules/typescript/bin/tsc')

/** What the packages ask for, as far as it is more than a type: packed from here, so that no registry is asked. */
const CLIENT_NEEDS = ['client', 'server'].map((name) =>
  join(REPOSITORY, 'packages/client/node_modules/@trpc', name),
)

// It packs what the build made.
describe('the client, packed and installed elsewhere', { timeout: 120_000 }, () => {
  let fake: FakeAgentServer
  let consumer = ''
  let packed = ''
  beforeAll(async () => {
    fake = await startFakeAgentServer()
    consumer = join(fake.directory, 'consumer')
    await mkdir(consumer)
    await writeFile(
      join(consumer, 'package.json'),
      '{ "name": "consumer", "private": true, "type": "module" }',
    )
    await install(consumer, [
      await pack('client', fake.directory),
      ...(await packAll(CLIENT_NEEDS, fake.directory)),
    ])
    packed = join(consumer, 'node_modules/@specflow/client')
  }, 240_000)
  afterAll(() => fake[Symbol.asyncDispose]())

  it('starts a skill, waits for it and reads it', async () => {
    await writeFile(
      join(consumer, 'use.js'),
      `import { readFileSync, existsSync } from 'node:fs'
import { createWorkflowClient, WorkflowApiError } from '@specflow/client'
const [url, tokenFile, projectId] = process.argv.slice(2)
const token = existsSync(tokenFile) ? readFileSync(tokenFile, 'utf8').trim() : undefined
const client = createWorkflowClient({ url, token })
const { id } = await client.start({ projectId, skill: 'review', input: 'fake-claude: ok' })
const { status } = await client.wait(id)
const code = await client.start({ projectId, skill: 'nothing' }).catch((error) => error instanceof WorkflowApiError && error.code)
console.log(JSON.stringify({ status, code }))
`,
    )
    const { server, projectId } = fake
    const args = ['use.js', server.origin, join(server.home, 'token'), projectId]
    const { stdout } = await run(nodeBinary(), args, { cwd: consumer })
    expect(JSON.parse(stdout)).toEqual({ status: 'completed', code: 'SKILL_NOT_FOUND' })
  })

  it('has types that need nothing else, not even those of its own dependencies', async () => {
    await writeFile(
      join(consumer, 'use.ts'),
      `import { createWorkflowClient, type ShownExecution, type WorkflowChange } from '@specflow/client'
const client = createWorkflowClient({ url: 'http://127.0.0.1:4747' })
export const execution: ShownExecution = await client.wait('id', { until: 'ended' })
export const label: string | undefined = execution.questionSet?.questions[0]?.options[0]?.label
export const first: WorkflowChange = (await client.changes().next()).value
// @ts-expect-error -- a skill is missing
await client.start({ projectId: 'p' })
`,
    )
    const options = ['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,dom']
    const strict = [
      '--strict',
      '--exactOptionalPropertyTypes',
      '--skipLibCheck',
      'false',
      '--noEmit',
      '--typeRoots',
      'none',
    ]
    const { stdout } = await run(nodeBinary(), [TSC, ...options, ...strict, 'use.ts'], {
      cwd: consumer,
    }).catch((error: unknown) => error as { stdout: string })
    expect(stdout).toBe('')
    expect(await readFile(join(packed, 'dist/index.d.ts'), 'utf8')).not.toMatch(/^import |from '|import\(/m)
  })

  it('brings nothing of the server, and nothing that a browser does not have', async () => {
    const files = await readdir(packed, { recursive: true })
    expect(files.filter((file) => file.includes('.')).sort()).toEqual([
      'README.md',
      'dist/index.d.ts',
      'dist/index.js',
      'package.json',
    ])
    const code = await readFile(join(packed, 'dist/index.js'), 'utf8')
    const imported = [...code.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map(([, name]) => name)
    expect(imported.length).toBeGreaterThan(0)
    expect(new Set(imported)).toEqual(new Set(['@trpc/client']))
    expect(code).not.toMatch(/\bzod\b|\brequire\(|\bprocess\.|\bBuffer\b/)
    const manifest = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8')) as Record<
      string,
      object
    >
    expect(Object.keys(manifest.dependencies ?? {})).toEqual(['@trpc/client', '@trpc/server'])
    expect(JSON.stringify([manifest.dependencies, manifest.exports])).not.toMatch(/workspace:|catalog:|src\//)
  })
})

describe('the command, packed and installed elsewhere', { timeout: 120_000 }, () => {
  it('talks to the running server, and says that it has none to start', async () => {
    await using fake = await startFakeAgentServer()
    const needs = await listDependencies('cli')
    const consumer = join(fake.directory, 'consumer')
    await mkdir(consumer)
    await writeFile(join(consumer, 'package.json'), '{ "name": "consumer", "private": true }')
    await install(consumer, [await pack('cli', fake.directory), ...(await packAll(needs, fake.directory))])
    const command = join(consumer, 'node_modules/.bin/specflowctl')
    const env = userEnvironment(fake.server)

    const ended = await run(command, ['run', 'review', 'fake-claude: ok', '--wait'], {
      cwd: fake.project,
      env,
    })
    expect(ended.stdout.trim().split('\n').at(-1)).toContain('"status":"completed"')
    await expect(run(command, ['start'], { cwd: fake.project, env })).rejects.toMatchObject({
      code: 64,
      stderr:
        'This specflowctl was installed without the server. Start it in the folder of SpecFlow: npm start\n',
    })
  }, 240_000)
})

/** With everything that is of the workspace replaced, as it would be published. Answers the file. */
async function pack(name: string, into: string): Promise<string> {
  const cwd = join(REPOSITORY, 'packages', name)
  const { stdout } = await run(nodeBinary(), [PNPM, 'pack', '--json', '--pack-destination', into], { cwd })
  return (JSON.parse(stdout) as { filename: string }).filename
}

async function packAll(folders: readonly string[], into: string): Promise<string[]> {
  const paths = await Promise.all(folders.map((folder) => realpath(folder)))
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', into, ...paths]
  const { stdout } = await run('npm', args, { cwd: into, maxBuffer: 64 * 1024 * 1024 })
  return (JSON.parse(stdout) as { filename: string }[]).map(({ filename }) => join(into, filename))
}

/** The folders of what a package needs to run, with what that needs in turn. */
async function listDependencies(name: string): Promise<string[]> {
  const found = new Map<string, string>()
  const visit = async (folder: string): Promise<void> => {
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>
    }
    for (const dependency of Object.keys(manifest.dependencies ?? {})) {
      if (found.has(dependency)) continue
      const place = await findInstalled(folder, dependency)
      found.set(dependency, place)
      await visit(place)
    }
  }
  await visit(join(REPOSITORY, 'packages', name))
  return [...found.values()]
}

/** As Node looks for it: in the `node_modules` of the real folder and of those above it. */
async function findInstalled(folder: string, name: string): Promise<string> {
  let place = await realpath(folder)
  for (;;) {
    const found = await realpath(join(place, 'node_modules', name)).catch(() => undefined)
    if (found !== undefined) return found
    if (place === '/') throw new Error(`${name}, which ${folder} needs, is not installed.`)
    place = join(place, '..')
  }
}

/** From files alone. Peers are left to the consumer: TypeScript is one of tRPC's, and only for its own types. */
async function install(cwd: string, files: readonly string[]): Promise<void> {
  const options = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps']
  await run('npm', ['install', ...options, ...files], { cwd })
}
