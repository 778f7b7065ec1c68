import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createWorkflowService,
  createFileCatalog,
  createFileCostMeters,
  createFileTranscriptReader,
  createGitSnapshots,
  createStoreRunQueue,
  openFileAcknowledgements,
  openFileLimits,
  openFileRegistry,
  openFileStore,
} from '@specflow/workflow'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createCaller, toErrorBody } from '../../src/index.ts'
import { NO_DOCTOR, NO_LINKS, rejectionOf } from '../support/caller.ts'
import { hostileTexts } from '../support/hostile-texts.ts'

const FUZZED = 10_000
const NOBODY = '0b7f6f4e-3c0a-4f43-9a55-6f1f0a3d9c11'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Every call of the file system that names a path, by anybody in this process. */
const spy = vi.hoisted(() => {
  const paths: string[] = []
  const watch = (module: Record<string, unknown>): Record<string, unknown> => {
    const watched = Object.entries(module).map(([name, member]) => {
      if (typeof member !== 'function' || /^[A-Z]/.test(name)) return [name, member]
      const call = (...given: unknown[]): unknown => {
        const [first] = given
        if (typeof first === 'string' || first instanceof URL || Buffer.isBuffer(first))
          paths.push(String(first))
        return Reflect.apply(member, module, given)
      }
      return [name, Object.assign(call, member)]
    })
    return Object.fromEntries(watched) as Record<string, unknown>
  }
  return { paths, watch }
})
vi.mock('node:fs', async (original) => spy.watch(await original()))
vi.mock('node:fs/promises', async (original) => spy.watch(await original()))

let home: string
let caller: ReturnType<typeof createCaller>

beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'specflow-ids-')))
  const now = () => new Date()
  const store = await openFileStore({ directory: join(home, 'workflows') })
  const noAgent = () => expect.unreachable('no agent is to be asked')
  const service = createWorkflowService({
    store,
    acknowledgements: openFileAcknowledgements({ path: join(home, 'acknowledgements.json'), now }),
    projects: openFileRegistry({ path: join(home, 'registry.json'), now }),
    skills: createFileCatalog({ userDirectory: join(home, 'user') }),
    queue: createStoreRunQueue({ store, limits: { maxRuns: 1, runsPerLane: 1 } }),
    snapshots: createGitSnapshots({ workflowsPath: join(home, 'workflows'), environment: {} }),
    agents: { forStart: noAgent, forKind: noAgent, status: noAgent, problems: noAgent },
    transcripts: createFileTranscriptReader({ configDirectory: join(home, 'user') }),
    limits: openFileLimits({ path: join(home, 'limits.json') }),
    costMeters: createFileCostMeters({ configDirectory: join(home, 'user') }),
    defaultTimeoutMs: 600_000,
    about: { version: '0.1.0', pid: 1, stateDirectory: home },
    problems: () => [],
    now,
    createId: () => expect.unreachable('nothing is to be started'),
    log: { info: () => undefined, error: () => undefined },
  })
  caller = createCaller({
    build: 'build-1',
    service,
    answerLinks: NO_LINKS,
    doctor: NO_DOCTOR,
    onUnexpectedError: (error) => expect.unreachable(String(error)),
  })
})
afterAll(() => {
  rmSync(home, { recursive: true })
})

const statusOf = async (call: Promise<unknown>) => toErrorBody(await rejectionOf(call)).status

/** Those that were answered otherwise than with this status. */
async function otherThan(status: number, texts: string[], calls: ((text: string) => Promise<unknown>)[]) {
  const others: string[] = []
  for (const [index, text] of texts.entries()) {
    const call = calls[index % calls.length] ?? expect.unreachable('there is no call')
    if ((await statusOf(call(text))) !== status) others.push(text)
  }
  return others
}

test(
  `A2 ${String(FUZZED)} malformed execution ids are 400 before the file system is asked for anything`,
  { timeout: 60_000 },
  async () => {
    const ids = hostileTexts(FUZZED).filter((text) => !UUID.test(text))
    expect(ids.length).toBeGreaterThan(FUZZED * 0.99)
    spy.paths.length = 0
    const others = await otherThan(400, ids, [
      (id) => caller.workflow.status({ id }),
      (id) => caller.workflow.cancel({ id }),
      (id) => caller.workflow.transcript({ id }),
      (agentId) => caller.workflow.transcript({ id: NOBODY, agentId: `.${agentId}` }),
      (id) => caller.workflow.diff({ id }),
      (id) => caller.workflow.answer({ id, answers: {} }),
      (questionSetId) => caller.workflow.answer({ id: NOBODY, questionSetId, answers: {} }),
    ])
    expect(others).toEqual([])
    expect(spy.paths).toEqual([])
  },
)

test('A2 a malformed project id is looked up and in no path: 404, and nothing outside the state directory is asked for', async () => {
  const ids = hostileTexts(2_000)
  spy.paths.length = 0
  const others = await otherThan(404, ids, [
    (projectId) => caller.project.get({ projectId }),
    (projectId) => caller.project.skills({ projectId }),
    (projectId) => caller.project.remove({ projectId }),
    (projectId) => caller.workflow.list({ projectId }),
    (projectId) => caller.workflow.start({ projectId, skill: 'review' }),
  ])
  expect(others).toEqual([])
  expect(new Set(spy.paths)).toEqual(new Set([join(home, 'registry.json')]))
})

test('A1 a well-formed id that nobody has is 404, and no file is looked for', async () => {
  spy.paths.length = 0
  expect(await statusOf(caller.workflow.status({ id: NOBODY }))).toBe(404)
  expect(await statusOf(caller.workflow.cancel({ id: NOBODY }))).toBe(404)
  expect(await statusOf(caller.workflow.transcript({ id: NOBODY, agentId: 'a1' }))).toBe(404)
  expect(await statusOf(caller.workflow.diff({ id: NOBODY, path: '../../etc/passwd' }))).toBe(404)
  expect(await statusOf(caller.workflow.answer({ id: NOBODY, answers: {} }))).toBe(404)
  expect(spy.paths).toEqual([])
})
