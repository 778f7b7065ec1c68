import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureToken, readToken, replaceToken } from '../../src/state-directory/token-file.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

test('W2 a token is made once, of 256 bits, and nobody else can read it', async () => {
  const directory = temporaryDirectory()
  expect(readToken(directory)).toBeUndefined()
  const umask = process.umask(0)
  const [token, other] = await Promise.all([ensureToken(directory), ensureToken(directory)])
  process.umask(umask)
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(other).toBe(token)
  expect(statSync(join(directory, 'token')).mode & 0o777).toBe(0o600)
  expect(readToken(directory)).toBe(token)
})

test('a new one takes the place of the old one', async () => {
  const directory = temporaryDirectory()
  const old = await ensureToken(directory)
  const token = await replaceToken(directory)
  expect(token).not.toBe(old)
  expect(readFileSync(join(directory, 'token'), 'utf8')).toBe(`${token}\n`)
  expect(statSync(join(directory, 'token')).mode & 0o777).toBe(0o600)
})

test.each([
  ['others can read', (path: string) => chmodSync(path, 0o644), 'can be read by other users'],
  ['is too short to be one', (path: string) => writeFileSync(path, 'secret\n'), 'holds no token'],
  ['is empty', (path: string) => writeFileSync(path, ''), 'holds no token'],
])('a file that %s is refused with the remedy, and left as it is', async (_, spoil, words) => {
  const directory = temporaryDirectory()
  await ensureToken(directory)
  const path = join(directory, 'token')
  spoil(path)
  const before = readFileSync(path, 'utf8')
  const refusal = await refusalOf(ensureToken(directory))
  expect(refusal.code).toBe('STORAGE_UNWRITABLE')
  expect(refusal.message).toContain(words)
  expect(refusal.message).toContain('npm run token -- --rotate')
  expect(readFileSync(path, 'utf8')).toBe(before)
})

test('a link to elsewhere is not followed', async () => {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'elsewhere'), 'a'.repeat(43), { mode: 0o600 })
  symlinkSync(join(directory, 'elsewhere'), join(directory, 'token'))
  expect((await refusalOf(ensureToken(directory))).code).toBe('STORAGE_UNWRITABLE')
})
