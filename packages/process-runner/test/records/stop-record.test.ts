import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RUN_FILES } from '../../src/index.ts'
import { claimStop, readStopRecord } from '../../src/records/stop-record.ts'
import type { StopReason } from '../../src/types.ts'
import { createWorkplace, type Workplace } from '../support/workplace.ts'

const REASONS: readonly StopReason[] = ['cancelled', 'timed_out', 'lingered', 'cost_limit']

function write(place: Workplace, name: string, value: unknown): void {
  mkdirSync(place.runDirectory, { recursive: true })
  writeFileSync(join(place.runDirectory, name), JSON.stringify(value))
}

test('of many who ask at once one is written down, and all are told which', async () => {
  await using place = createWorkplace()
  mkdirSync(place.runDirectory)
  const reasons = Array.from({ length: 12 }, (_, index) => REASONS[index % 4] ?? 'cancelled')
  const answers = await Promise.all(reasons.map((reason) => claimStop(place.runDirectory, reason)))
  const written = readStopRecord(place.runDirectory)
  expect(answers).toEqual(reasons.map(() => written))
  expect(readdirSync(place.runDirectory)).toEqual([RUN_FILES.stop])
})

test('a run that has ended cannot be stopped any more', async () => {
  await using place = createWorkplace()
  write(place, RUN_FILES.exit, { code: 0, bySignal: false })
  await expect(claimStop(place.runDirectory, 'cancelled')).resolves.toBe('already_ended')
  expect(readdirSync(place.runDirectory)).toEqual([RUN_FILES.exit])
})

test('a run that was stopped and then ended tells who stopped it', async () => {
  await using place = createWorkplace()
  const first = { reason: 'timed_out', requestedAt: '2026-01-01T00:00:00.000Z' }
  write(place, RUN_FILES.stop, first)
  write(place, RUN_FILES.exit, { code: 143, bySignal: false })
  await expect(claimStop(place.runDirectory, 'cancelled')).resolves.toEqual(first)
})

test('a stop record that names no reason is an error, not a reason', async () => {
  await using place = createWorkplace()
  write(place, RUN_FILES.stop, { reason: 'tired' })
  expect(readStopRecord(place.runDirectory)).toBeUndefined()
  await expect(claimStop(place.runDirectory, 'cancelled')).rejects.toThrow(
    join(place.runDirectory, RUN_FILES.stop),
  )
})

test('what is said about a reason is kept with it, and is the first one that was said', async () => {
  await using place = createWorkplace()
  mkdirSync(place.runDirectory)
  const first = await claimStop(place.runDirectory, 'cost_limit', 'It had cost 0.51 USD.')
  expect(first).toMatchObject({ reason: 'cost_limit', detail: 'It had cost 0.51 USD.' })
  await expect(claimStop(place.runDirectory, 'cost_limit', 'It had cost 0.60 USD.')).resolves.toEqual(first)
})
