import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { WorkflowError } from '../../src/errors.ts'
import { openFileLimits } from '../../src/limits/file-limits.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { describeLimitsContract } from './limits-contract.ts'

describeLimitsContract('file', () => openFileLimits({ path: join(temporaryDirectory(), 'limits.json') }))

function limitsWith(text: string) {
  const path = join(temporaryDirectory(), 'limits.json')
  writeFileSync(path, text)
  return { path, limits: openFileLimits({ path }) }
}

describe('the limits file', () => {
  it('is for its owner alone, and is there only when something was set', async () => {
    const path = join(temporaryDirectory(), 'limits.json')
    const limits = openFileLimits({ path })
    await limits.read()
    expect(existsSync(path)).toBe(false)
    await limits.set({}, { maxCostUsd: 2 })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ global: { maxCostUsd: 2 }, projects: {} })
    expect(readdirSync(dirname(path))).toEqual(['limits.json'])
  })

  it('is read anew for every call', async () => {
    const { limits, path } = limitsWith('{"global":{},"projects":{}}')
    expect(await limits.read()).toEqual({ global: {}, projects: {} })
    writeFileSync(path, '{"global":{"maxRunsPerHour":2},"projects":{}}')
    expect((await limits.read()).global).toEqual({ maxRunsPerHour: 2 })
  })

  it.each([
    ['no JSON', '{"global"'],
    ['empty', ''],
    ['no limits', '[]'],
    ['without a scope', '{"global":{}}'],
    ['a limit that this version does not know', '{"global":{"maxTokens":5},"projects":{}}'],
    ['a limit that is none', '{"global":{"maxCostUsd":"5"},"projects":{}}'],
    ['a limit below zero', '{"global":{"maxCostUsd":-5},"projects":{}}'],
    ['half a run', '{"global":{},"projects":{"shop":{"maxRunsPerHour":1.5}}}'],
  ])('that is %s says nothing, and is never written over', async (_, text) => {
    const { limits, path } = limitsWith(text)
    for (const call of [() => limits.read(), () => limits.set({}, {})]) {
      const refusal = await refusalOf(call())
      expect(refusal).toMatchObject({ code: 'LIMITS_UNREADABLE', details: { path } })
      expect(refusal.message).toContain('start SpecFlow again')
    }
    expect(await limits.problems()).toMatchObject([
      { code: 'LIMITS_UNREADABLE', remedy: expect.stringContaining(path) as string },
    ])
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it('that was there and is gone is not the same as none', async () => {
    const { limits, path } = limitsWith('{"global":{"maxCostUsd":1},"projects":{}}')
    await limits.read()
    rmSync(path)
    expect((await refusalOf(limits.read())).code).toBe('LIMITS_UNREADABLE')
  })

  it('is no link', async () => {
    const { path: target } = limitsWith('{"global":{},"projects":{}}')
    const path = join(temporaryDirectory(), 'limits.json')
    symlinkSync(target, path)
    expect((await refusalOf(openFileLimits({ path }).read())).code).toBe('LIMITS_UNREADABLE')
  })

  it('is not written by a server that does not own its folder any more', async () => {
    const path = join(temporaryDirectory(), 'limits.json')
    const assertOwned = () => Promise.reject(new WorkflowError('STORAGE_UNWRITABLE', 'not ours'))
    const limits = openFileLimits({ path, assertOwned })
    expect((await refusalOf(limits.set({}, { maxCostUsd: 1 }))).code).toBe('STORAGE_UNWRITABLE')
    expect(existsSync(path)).toBe(false)
  })

  it('stays as it was where the disk takes nothing', async () => {
    const { path } = limitsWith('{"global":{"maxCostUsd":1},"projects":{}}')
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
    const limits = openFileLimits({ path, write: () => Promise.reject(full) })
    expect((await refusalOf(limits.set({}, {}))).code).toBe('STORAGE_FULL')
    expect((await limits.read()).global).toEqual({ maxCostUsd: 1 })
  })
})
