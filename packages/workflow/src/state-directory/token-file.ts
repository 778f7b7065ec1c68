import { randomBytes } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { WorkflowError } from '../errors.ts'
import { createFile, replaceFile } from '../files/durable-file.ts'
import { readRegularFile } from '../files/regular-file.ts'

const TOKEN_FILE = 'token'
const TOKEN_BYTES = 32
/** 256 bits in base64url, by hand or by `openssl rand` too; anything shorter could be guessed. */
const TOKEN = /^[A-Za-z0-9_-]{43,200}$/

/**
 * The secret that lets programs in: 256 random bits in a file that only this user can read. Made at the first call.
 * Throws `STORAGE_UNWRITABLE` with the path and the remedy for a file that others may read or that holds no token.
 */
export async function ensureToken(directory: string): Promise<string> {
  const known = readToken(directory)
  if (known !== undefined) return known
  await createFile(join(directory, TOKEN_FILE), `${createToken()}\n`)
  return readToken(directory) ?? refuse(join(directory, TOKEN_FILE), 'is gone again')
}

/** `undefined` when none was made yet. Throws as `ensureToken` does; `evenIfExposed` is for whoever is about to replace it. */
export function readToken(directory: string, { evenIfExposed = false } = {}): string | undefined {
  const path = join(directory, TOKEN_FILE)
  const token = readText(path)?.trim()
  if (token === undefined) return undefined
  if (!TOKEN.test(token)) return refuse(path, 'holds no token')
  if (!evenIfExposed && (lstatSync(path).mode & 0o077) !== 0)
    return refuse(path, 'can be read by other users')
  return token
}

/** Makes a new one in place of the old; answers it. Throws `STORAGE_FULL` and `STORAGE_UNWRITABLE`; the old one is in force then. */
export async function replaceToken(directory: string): Promise<string> {
  const token = createToken()
  await replaceFile(join(directory, TOKEN_FILE), `${token}\n`)
  return token
}

function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

function readText(path: string): string | undefined {
  try {
    return readRegularFile(path)
  } catch (cause) {
    return refuse(path, 'cannot be read', cause)
  }
}

function refuse(path: string, what: string, cause?: unknown): never {
  throw new WorkflowError(
    'STORAGE_UNWRITABLE',
    `${path} ${what}. Make a new one with: npm run token -- --rotate`,
    cause === undefined ? {} : { cause },
  )
}
