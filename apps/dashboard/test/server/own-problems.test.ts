import { expect, test } from 'vitest'
import { ownProblems } from '../../src/server/own-problems.ts'
import { readSettings } from '../../src/server/settings.ts'
import type { Platform } from '@specflow/process-runner'

const linux = { name: 'linux' } as Platform

test('a server on Linux without failpoints has nothing to say of itself', () => {
  expect(ownProblems(linux, readSettings({}, '/home/ada'))).toEqual([])
})

test('a server without a token says so, and one that others can reach', () => {
  const off = readSettings({ SPECFLOW_AUTH: 'off' }, '/home/ada')
  expect(ownProblems(linux, off)).toMatchObject([{ code: 'AUTH_OFF' }])
  const reachable = readSettings({ SPECFLOW_HOST: '0.0.0.0', SPECFLOW_ALLOWED_HOSTS: 'box' }, '/home/ada')
  expect(ownProblems(linux, reachable)).toMatchObject([{ code: 'REACHABLE_FROM_ELSEWHERE' }])
})

test('armed failpoints and an untried platform are said', () => {
  const settings = readSettings({ SPECFLOW_FAILPOINTS: 'renamed=throw(EIO)' }, '/home/ada')

  expect(ownProblems({ ...linux, caveat: 'Untried here.' }, settings)).toMatchObject([
    { code: 'PLATFORM_UNTRIED', message: 'Untried here.' },
    { code: 'FAILPOINTS_ARMED' },
  ])
})
