import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CommandFailure } from '../command-failure.ts'
import { EXIT } from '../exit-codes.ts'
import type { World } from '../world.ts'
import { createOwnerFetch, readOwner, type Fetch } from './owner.ts'

const DEFAULT_URL = 'http://127.0.0.1:4747'

type Surroundings = Pick<World, 'environment' | 'homeDirectory' | 'machine'>

export interface FoundServer {
  url: string
  token?: string
  /** By `--url` or `SPECFLOW_URL`: any server, also of another machine. */
  isNamed: boolean
  /** To be used in place of the global one: it sends nothing once the server that was found has ended. */
  fetch?: Fetch
}

/**
 * `--url`, else `SPECFLOW_URL`, else what the running server wrote into the state directory, else the usual address. The token is
 * `SPECFLOW_TOKEN`, else the one in the state directory, which stays on this machine. It goes to the server that is named and to
 * the one that is found alive; the usual address is a guess, and whoever listens there might be anybody.
 */
export function findServer(world: Surroundings, given?: string): FoundServer {
  const named = given ?? read(world, 'SPECFLOW_URL')
  if (named !== undefined) return { url: named, isNamed: true, ...tokenFor(world, named) }
  const directory = stateDirectory(world)
  const url = readOwner(directory)?.url
  if (url === undefined) return { url: DEFAULT_URL, isNamed: false }
  const fetch = createOwnerFetch(directory, url, world.machine)
  return { url, isNamed: false, fetch, ...tokenFor(world, url) }
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

function tokenFor(world: Surroundings, url: string): { token?: string } {
  const token = read(world, 'SPECFLOW_TOKEN') ?? (isOfThisMachine(url) ? readToken(world) : undefined)
  return token === undefined ? {} : { token }
}

function isOfThisMachine(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
