import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createFile, replaceFile } from '../../src/files/durable-file.ts'
import { temporaryPath } from '../../src/files/temporary-file.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** Somebody who guesses the one part of a temporary name that nobody can guess. */
vi.mock('node:crypto', async (original) => ({
  ...(await original<object>()),
  randomBytes: (size: number) => Buffer.alloc(size),
}))

it.each([
  ['replaced', replaceFile],
  ['created', createFile],
])('S20 a link at the temporary name of a file that is %s is not written through', async (_, write) => {
  const directory = temporaryDirectory()
  const canary = join(temporaryDirectory(), 'canary')
  writeFileSync(canary, 'alive')
  const path = join(directory, 'record.json')
  symlinkSync(canary, temporaryPath(path))
  expect(await refusalOf(write(path, 'text'))).toMatchObject({
    code: 'STORAGE_UNWRITABLE',
    cause: { code: 'EEXIST' },
  })
  expect(readFileSync(canary, 'utf8')).toBe('alive')
  expect(readdirSync(directory)).not.toContain('record.json')
})
