import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { createLinuxPlatform, parseStat } from '../../src/platform/linux.ts'
import { waitFor } from '../support/processes.ts'
import { fixturePath } from '../support/workplace.ts'

const platform = createLinuxPlatform()
const FIELDS_FROM_STATE = 'S 40 41 42 0 -1 4194560 100 0 0 0 1 2 3 4 20 0 1 0 98765 1000 200'

test.each(['sh', 'a b', 'x) S 1 1 1 (', '((', 'with\nnewline'])(
  'reads the stat of a process named %j',
  (name) => {
    expect(parseStat(`39 (${name}) ${FIELDS_FROM_STATE}`)).toEqual({
      pid: 39,
      parentPid: 40,
      groupId: 41,
      sessionId: 42,
      startTime: '98765',
      isZombie: false,
    })
  },
)

test('an unfinished stat is no process', () => {
  expect(parseStat('39 (sh) S 1 2')).toBeUndefined()
})

test('identifies itself and finds itself in the table with its own numbers', () => {
  const identity = platform.identify(process.pid)
  const entry = platform.listProcesses('MARK').find(({ pid }) => pid === process.pid)
  expect(identity).toEqual({ pid: process.pid, startTime: entry?.startTime, bootId: platform.bootId() })
  expect(entry).toMatchObject({ parentPid: process.ppid, isZombie: false })
  expect(entry?.command).toContain('node')
})

test('tells the age of a process, and none of a stranger with its pid', () => {
  const identity = platform.identify(process.pid)
  if (identity === undefined) throw new Error('this process is not in /proc')
  const ageMs = platform.ageMs(identity) ?? Number.NaN
  expect(Math.abs(ageMs - process.uptime() * 1000)).toBeLessThan(2_000)
  expect(platform.ageMs({ ...identity, startTime: '1' })).toBeUndefined()
  expect(platform.ageMs({ ...identity, bootId: 'another boot' })).toBeUndefined()
})

test('P17 a zombie is nobody', async () => {
  // The shell becomes `sleep`, which never asks how its child ended.
  const parent = spawn('sh', ['-c', 'sh -c "exit 0" & exec sleep 600'], { stdio: 'ignore' })
  const children = () => platform.listProcesses('MARK').filter(({ parentPid }) => parentPid === parent.pid)
  await waitFor('the child is a zombie', () => children().some(({ isZombie }) => isZombie))
  const [zombie] = children()
  expect(platform.identify(zombie?.pid ?? 0)).toBeUndefined()
  parent.kill('SIGKILL')
})

test('knows a process that is always in the middle of an exec', () => {
  const env = { PATH: '/usr/bin:/bin', MARK: 'home:id:1' }
  const child = spawn(fixturePath('exec-itself.sh'), { env, stdio: 'ignore' })
  const markers = Array.from({ length: 150 }, () => {
    return platform.listProcesses('MARK').find((entry) => entry.pid === child.pid)?.marker
  })
  child.kill('SIGKILL')
  expect(new Set(markers)).toEqual(new Set(['home:id:1']))
})

test('reads a variable exactly, and none that only looks like it', async () => {
  const env = { NOT_MARK: 'a', MARK: 'home:id:1', MARK_2: 'b' }
  const child = spawn('/bin/sleep', ['600'], { env, stdio: 'ignore' })
  const pid = child.pid ?? 0
  const readMarker = (name: string) => platform.listProcesses(name).find((entry) => entry.pid === pid)?.marker
  await waitFor('the child has its environment', () => readMarker('NOT_MARK') === 'a')
  expect(readMarker('MARK')).toBe('home:id:1')
  expect(readMarker('MARK_')).toBeUndefined()
  expect(readMarker('ARK')).toBeUndefined()
  child.kill('SIGKILL')
})
