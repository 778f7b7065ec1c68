import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CommandFailure } from '../command-failure.ts'
import { EXIT } from '../exit-codes.ts'
import type { World } from '../world.ts'

const DEFAULT_URL = 'http://127.0.0.1:4747'

export interface FoundServer {
  url: string
  token?: string
}

/**
 * `--url`, else `SPECFLOW_URL`, else what the running server wrote into the state directory, else the usual address. The token is
 * `SPECFLOW_TOKEN`, else the one in the state directory, which goes to nobody but a server of this machine that somebody named.
 */
export function findServer(world: Pick<World, 'environment' | 'homeDirectory'>, given?: string): FoundServer {
  const named = given ?? read(world, 'SPECFLOW_URL')
  const url = named ?? readOwnerUrl(stateDirectory(world))
  const token = read(world, 'SPECFLOW_TOKEN') ?? (isOfThisMachine(url) ? readToken(world) : undefined)
  return { url: url ?? DEFAULT_URL, ...(token !== undefined && { token }) }
}

/** The token of this machine's server; `undefined` before its first start. @throws CommandFailure when it cannot be read. */
export function readToken(world: Pick<World, 'environment' | 'homeDirectory'>): string | undefined {
  const path = tokenPath(world)
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new CommandFailure(`The token in ${path} cannot be read: ${String(error)}`, EXIT.refused)
  }
}

export function tokenPath(world: Pick<World, 'environment' | 'homeDirectory'>): string {
  return join(stateDirectory(world), 'token')
}

function stateDirectory(world: Pick<World, 'environment' | 'homeDirectory'>): string {
  return resolve(read(world, 'SPECFLOW_HOME') ?? join(world.homeDirectory, '.specflow'))
}

/** Empty counts as unset, as for the server. */
function read({ environment }: Pick<World, 'environment'>, name: string): string | undefined {
  const value = environment[name]
  return value === '' ? undefined : value
}

/** A file that says nothing sensible is the server's affair: it says so at its start. */
function readOwnerUrl(directory: string): string | undefined {
  try {
    const owner: unknown = JSON.parse(readFileSync(join(directory, 'owner.json'), 'utf8'))
    const isRecord = typeof owner === 'object' && owner !== null && 'url' in owner
    return isRecord && typeof owner.url === 'string' ? owner.url : undefined
  } catch {
    return undefined
  }
}

/** Without a name it is a guess, and whoever listens there might be anybody. */
function isOfThisMachine(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
