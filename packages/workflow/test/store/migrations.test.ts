import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EXECUTION_SCHEMA_VERSION, isTerminal, timelineEntrySchema } from '../../src/schema/index.ts'
import { decodeRecord } from '../../src/store/record-codec.ts'

const GOLDEN = new URL('../fixtures/records/', import.meta.url)

describe('S15 a record of an older version', () => {
  it.each(namesIn('v1'))('S15 of version 1 is read as one of today: %s', (name) => {
    expect(decode('v1', name)).toEqual({ kind: 'record', execution: read('v4', name), writtenAs: 1 })
  })

  it.each(namesIn('v2'))('S15 of version 2 is read as one of today: %s', (name) => {
    expect(decode('v2', name)).toEqual({ kind: 'record', execution: read('v4', name), writtenAs: 2 })
  })

  it.each(namesIn('v3'))('S15 of version 3 is read as one of today: %s', (name) => {
    expect(decode('v3', name)).toEqual({ kind: 'record', execution: read('v4', name), writtenAs: 3 })
  })

  it.each(namesIn('v4'))('S15 of version 4 is read as it is: %s', (name) => {
    expect(decode('v4', name)).toEqual({ kind: 'record', execution: read('v4', name), writtenAs: 4 })
  })

  it.each(namesIn('flat'))(
    'S15 of the earlier system is history with everything that it said: %s',
    (name) => {
      const decoded = decode('flat', name)
      expect(decoded).toEqual({ kind: 'record', execution: read('flat-read', name), writtenAs: 'flat' })
      if (decoded.kind !== 'record') return
      expect(isTerminal(decoded.execution.status)).toBe(true)
      expect(decoded.execution.legacy).toEqual(read('flat', name))
    },
  )

  it('S15 keeps everything but its version when it is migrated, and its times are in order', () => {
    for (const name of namesIn('v1')) {
      const { timeline, ...migrated } = read('v4', name)
      expect(migrated).toEqual({ ...read('v1', name), schemaVersion: 4 })
      const times = timelineEntrySchema.array().parse(timeline)
      expect(times.map(({ at }) => at)).toEqual(times.map(({ at }) => at).sort())
    }
  })

  it('has golden files of the version of today', () => {
    expect(namesIn(`v${String(EXECUTION_SCHEMA_VERSION)}`)).not.toEqual([])
  })

  it.each([
    ['a version that never was', { schemaVersion: 0 }, 'there never was a version 0'],
    ['a version between two', { schemaVersion: 1.5 }, 'there never was a version 1.5'],
    ['a version in words', { schemaVersion: 'one' }, 'schemaVersion'],
    ['no start', { startedAt: undefined }, 'startedAt'],
    ['a start that is no time', { startedAt: 'yesterday' }, 'startedAt'],
    ['no runs', { runs: undefined }, 'runs'],
  ])('is corrupt with %s', (_, changes, reason) => {
    const content: Record<string, unknown> = { ...read('v1', 'completed.json'), ...changes }
    const decoded = decodeRecord(String(content.id), JSON.stringify(content))
    expect(decoded).toEqual({ kind: 'corrupt', reason: expect.stringContaining(reason) })
  })

  it.each(['projectId', 'skill', 'status', 'startedAt', 'updatedAt'])(
    'is not of the earlier system without %s',
    (field) => {
      const content = { ...read('flat', 'completed.json'), [field]: undefined }
      const decoded = decodeRecord(String(content.id), JSON.stringify(content))
      expect(decoded).toEqual({ kind: 'corrupt', reason: expect.stringContaining(field) })
    },
  )
})

function namesIn(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, GOLDEN))
}

function textOf(folder: string, name: string): string {
  return readFileSync(new URL(`${folder}/${name}`, GOLDEN), 'utf8')
}

function read(folder: string, name: string): Record<string, unknown> {
  return JSON.parse(textOf(folder, name)) as Record<string, unknown>
}

function decode(folder: string, name: string) {
  return decodeRecord(String(read(folder, name).id), textOf(folder, name))
}
