import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createDarwinPlatform, parseProcessTable } from '../../src/platform/darwin.ts'
import { fixturePath } from '../support/workplace.ts'

const table = readFileSync(fixturePath('darwin/table.txt'), 'utf8')
const environments = readFileSync(fixturePath('darwin/environments.txt'), 'utf8')

/** Answers as `ps` and `sysctl` on macOS do, from files. */
const platform = createDarwinPlatform((file, args) => {
  if (file.endsWith('sysctl')) return '3C1F0B6E-7A54-4B19-9D5B-0F6E6D1D9A11\n'
  if (args.includes('-axEww')) return environments
  const pid = args[args.indexOf('-p') + 1]
  return args.includes('-p')
    ? table
        .split('\n')
        .filter((line) => line.trim().startsWith(`${pid} `))
        .join('\n')
    : table
})

test('reads the process table', () => {
  const entries = parseProcessTable(table)
  expect(entries.map(({ pid }) => pid)).toEqual([1, 412, 9301, 9302, 9310])
  expect(entries[3]).toEqual({
    pid: 9302,
    parentPid: 9301,
    groupId: 9301,
    sessionId: 0,
    startTime: 'Thu Jan 15 21:04:05 2026',
    isZombie: false,
    command: 'claude -p --output-format json',
  })
  expect(entries[0]?.startTime).toBe('Mon Jan 5 08:00:01 2026')
})

test('identifies the living, not zombies and not the gone', () => {
  expect(platform.identify(9301)).toEqual({
    pid: 9301,
    startTime: 'Thu Jan 15 21:04:05 2026',
    bootId: '3C1F0B6E-7A54-4B19-9D5B-0F6E6D1D9A11',
  })
  expect(platform.identify(9310)).toBeUndefined()
  expect(platform.identify(9999)).toBeUndefined()
})

test('tells an age by the wall clock, in UTC', () => {
  const identity = platform.identify(9301)
  if (identity === undefined) throw new Error('the process is in the table')
  const expected = Date.now() - Date.UTC(2026, 0, 15, 21, 4, 5)
  expect(Math.abs((platform.ageMs(identity) ?? Number.NaN) - expected)).toBeLessThan(5_000)
  expect(platform.ageMs({ ...identity, bootId: 'another boot' })).toBeUndefined()
})

test('reads markers from behind the arguments, exactly', () => {
  const readMarker = (pid: number, name: string) =>
    platform.listProcesses(name).find((entry) => entry.pid === pid)?.marker
  expect(readMarker(9301, 'SPECFLOW_RUN')).toBe('home:4f:1')
  expect(readMarker(9302, 'SPECFLOW_RUN')).toBe('home:4f:10')
  expect(readMarker(1, 'SPECFLOW_RUN')).toBeUndefined()
  expect(readMarker(9302, 'SPECFLOW')).toBeUndefined()
})

test('says that it is untried', () => {
  expect(platform.caveat).toContain('untried')
})
