import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readRegularFile } from '../../src/files/regular-file.ts'
import type { ExecutionStatus, ExecutionSummary } from '../../src/schema/index.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import type { ExecutionStore } from '../../src/store/port.ts'
import { instant, newExecution } from '../support/executions.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const COUNT = 10_000
const STATUSES: ExecutionStatus[] = ['completed', 'failed', 'cancelled', 'waiting_for_input', 'queued']

it('S21 ten thousand records are listed right, and no list reads a file', { timeout: 120_000 }, async () => {
  const directory = temporaryDirectory()
  const written = Array.from({ length: COUNT }, (_, number) => writeRecord(directory, number))
  let reads = 0
  const readText = (path: string) => {
    reads += 1
    return readRegularFile(path)
  }
  const store = await openFileStore({ directory, readText })
  expect(reads).toBe(COUNT)

  const newestFirst = written.toReversed()
  expect(await allPages(store, {})).toEqual(newestFirst.map(({ id }) => id))
  const failedOfOne = newestFirst.filter(({ projectId, status }) => projectId === 'p3' && status === 'failed')
  expect(await allPages(store, { projectId: 'p3', status: ['failed'] })).toEqual(
    failedOfOne.map(({ id }) => id),
  )
  const early = written.filter(({ endedAt }) => endedAt !== undefined && endedAt < instant(COUNT / 2))
  expect(await store.listEnded(instant(COUNT / 2))).toEqual(early.map(({ id }) => id))
  expect(reads).toBe(COUNT)
})

interface Written {
  id: string
  projectId: string
  status: ExecutionStatus
  endedAt: string | undefined
}

/** Written past the store, which would make each of them safe against a power cut. */
function writeRecord(directory: string, number: number): Written {
  const id = uuidOf(number)
  const status = STATUSES[number % STATUSES.length] ?? 'completed'
  const projectId = `p${String(number % 7)}`
  const at = instant(number)
  const end = { completed: 'completedAt', failed: 'completedAt', cancelled: 'cancelledAt' }
  const endField = status in end ? end[status as keyof typeof end] : undefined
  const times = { startedAt: at, updatedAt: at, ...(endField !== undefined && { [endField]: at }) }
  const record = newExecution({ id, projectId, status, revision: 1, ...times })
  writeFileSync(join(directory, `${id}.json`), JSON.stringify(record))
  return { id, projectId, status, endedAt: endField === undefined ? undefined : at }
}

/** In no order, as ids are, and the same every time. */
function uuidOf(number: number): string {
  const hex = createHash('sha256').update(String(number)).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

async function allPages(
  store: ExecutionStore,
  query: { projectId?: string; status?: ExecutionStatus[] },
): Promise<string[]> {
  const seen: ExecutionSummary[] = []
  let cursor: string | null | undefined
  while (cursor !== null) {
    const page = await store.list({ ...query, limit: 200, ...(cursor !== undefined && { cursor }) })
    seen.push(...page.executions)
    cursor = page.nextCursor
  }
  return seen.map(({ id }) => id)
}
