import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REPOSITORY } from '../support/paths.ts'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { temporaryDirectory, type TemporaryDirectory } from '../support/temporary-directory.ts'

const GOLDEN = join(REPOSITORY, 'packages/workflow/test/fixtures/records')
const ID = {
  waiting: '0b0e2b62-7a0a-4c35-9d3f-000000000004',
  completed: '0b0e2b62-7a0a-4c35-9d3f-000000000001',
  flat: '1c0e2b62-7a0a-4c35-9d3f-000000000001',
  flatRunning: '1c0e2b62-7a0a-4c35-9d3f-000000000004',
  newer: '2d0e2b62-7a0a-4c35-9d3f-000000000001',
  torn: '2d0e2b62-7a0a-4c35-9d3f-000000000002',
  empty: '2d0e2b62-7a0a-4c35-9d3f-000000000003',
  foreign: '2d0e2b62-7a0a-4c35-9d3f-000000000004',
}

interface List {
  executions: { id: string; status: string }[]
  unreadable: { file: string; code: string; message: string }[]
}

describe('a folder of records of every kind', () => {
  let directory: TemporaryDirectory
  let server: BuiltServer
  let workflows: string
  const texts: Record<string, string> = {}
  beforeAll(async () => {
    directory = await temporaryDirectory()
    workflows = join(directory.path, 'state/workflows')
    await mkdir(workflows, { recursive: true })
    await copy('v1/waiting', ID.waiting)
    await copy('v2/completed', ID.completed)
    await copy('flat/completed', ID.flat)
    await copy('flat/left-running', ID.flatRunning)
    await put(`${ID.newer}.json`, JSON.stringify({ id: ID.newer, schemaVersion: 99, status: 'dreaming' }))
    await put(`${ID.torn}.json`, `{"id":"${ID.torn}","schemaVersion":2,"status":"comp`)
    await put(`${ID.empty}.json`, '')
    await put(`${ID.foreign}.json`, '{"name":"somebody else"}')
    await put('index.json', '{}')
    server = await startServer({ directory: directory.path, env: { SPECFLOW_AGENT: 'demo' } })
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await directory[Symbol.asyncDispose]()
  })

  async function put(name: string, text: string) {
    texts[name] = text
    await writeFile(join(workflows, name), text, { mode: 0o600 })
  }

  /** The golden records have the ids of their kind. */
  async function copy(golden: string, id: string) {
    const content = JSON.parse(await readFile(join(GOLDEN, `${golden}.json`), 'utf8')) as object
    await put(`${id}.json`, JSON.stringify({ ...content, id }))
  }

  const list = async () => (await server.api.get('/api/workflow/list')).json as List

  it('S15 lists and shows older records and those of the earlier system', async () => {
    const { executions } = await list()
    expect(executions.map(({ id, status }) => [id, status]).sort()).toEqual(
      [
        [ID.waiting, 'waiting_for_input'],
        [ID.completed, 'completed'],
        [ID.flat, 'completed'],
        [ID.flatRunning, 'failed'],
      ].sort(),
    )
    expect(await server.api.status(ID.waiting)).toMatchObject({ schemaVersion: 4, questionSet: {} })
    expect(await server.api.status(ID.flat)).toMatchObject({
      costUsd: 0.42,
      legacy: { logs: ['started', 'done'] },
    })
    expect(await server.api.status(ID.flatRunning)).toMatchObject({
      error: { code: 'INTERRUPTED' },
      legacy: { status: 'running', pid: 4711 },
    })
    const again = await server.api.post(`/api/workflow/cancel?id=${ID.flatRunning}`)
    expect(again).toMatchObject({ status: 409, json: { error: { code: 'ALREADY_ENDED' } } })
  })

  it('S13 S16 names in the list and in health what cannot be shown', async () => {
    const { unreadable } = await list()
    const quarantined = await readdir(join(workflows, 'quarantine'))
    expect(quarantined).toHaveLength(2)
    expect(unreadable.map(({ file, code }) => [code, file]).sort()).toEqual([
      ['RECORD_NEWER', `${ID.newer}.json`],
      ...quarantined.map((name) => ['RECORD_QUARANTINED', `quarantine/${name}`]).sort(),
    ])
    const { problems } = (await server.api.get('/api/health')).json as { problems: { code: string }[] }
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['RECORDS_QUARANTINED', 'RECORDS_NEWER', 'FOREIGN_FILES']),
    )
  })

  it('S14 S15 S16 changes none of them, until one is cancelled, whose old text is kept', async () => {
    const untouched = [ID.newer, ID.foreign, ID.flat, ID.flatRunning, ID.completed, ID.waiting]
    for (const id of untouched)
      expect(await readFile(join(workflows, `${id}.json`), 'utf8')).toBe(texts[`${id}.json`])
    expect(await readFile(join(workflows, 'index.json'), 'utf8')).toBe('{}')

    const cancelled = await server.api.cancel(ID.waiting)

    expect(cancelled.timeline.map(({ event }) => event)).toEqual([
      'accepted',
      'run_started',
      'input_requested',
      'cancelled',
    ])
    const backup = join(workflows, 'backups', `${ID.waiting}.v1.json`)
    expect(await readFile(backup, 'utf8')).toBe(texts[`${ID.waiting}.json`])
    const written = JSON.parse(await readFile(join(workflows, `${ID.waiting}.json`), 'utf8')) as object
    expect(written).toMatchObject({ schemaVersion: 4, status: 'cancelled' })
  })
})
