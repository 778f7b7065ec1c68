import { hostname } from 'node:os'
import { findOwner, readToken, replaceToken, type IdentityProbe } from '@specflow/workflow'

export interface TokenCommandOptions {
  arguments: readonly string[]
  /** Answers the state directory; throws with words for the person. */
  readHome: () => string
  identify: IdentityProbe
  /** A call of the running server's API; rejects when it does not answer. */
  request: typeof fetch
  print(line: string): void
  complain(line: string): void
}

const TOKEN_USAGE = `Usage: npm run token [-- --show | --rotate]

Prints a link that signs a browser in to the running server: good once, for ten minutes.

  --show     the token itself, for scripts: Authorization: Bearer <token>
  --rotate   a new token in place of the old one; scripts and browsers that have the old one are out
  --help     this text`

const DONE = 0
const FAILED = 1
const WRONG_USAGE = 2

/** `npm run token`, given its arguments. Answers the exit code. */
export async function runTokenCommand(options: TokenCommandOptions): Promise<number> {
  const { arguments: given, complain, print } = options
  const [argument, ...more] = given
  const isKnown = argument === undefined || ['--show', '--rotate', '--help', '-h'].includes(argument)
  if (!isKnown || more.length > 0) {
    complain(`Unknown arguments: ${given.join(' ')}\n\n${TOKEN_USAGE}`)
    return WRONG_USAGE
  }
  try {
    if (argument === undefined) for (const line of await createLink(options)) print(line)
    else if (argument === '--show') print(requireToken(options))
    else if (argument === '--rotate') print(await rotate(options))
    else print(TOKEN_USAGE)
    return DONE
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return FAILED
  }
}

async function createLink(options: TokenCommandOptions): Promise<string[]> {
  const url = findServer(options)
  if (url === undefined)
    throw new Error('No server is running, so there is nothing to sign in to. Start it with: npm start')
  const { urls } = (await ask(`${url}/api/session/link`, requireToken(options), options)) as {
    urls: string[]
  }
  return urls
}

/** The running server writes the new one itself, so that it is in force there at once. */
async function rotate(options: TokenCommandOptions): Promise<string> {
  const url = findServer(options)
  if (url === undefined) return replaceToken(options.readHome())
  const { token } = (await ask(`${url}/api/session/rotate`, readOldToken(options, url), options)) as {
    token: string
  }
  return token
}

/** An exposed token is what is to be replaced. Without any the server that has it in its memory lets nobody ask. */
function readOldToken({ readHome }: TokenCommandOptions, url: string): string {
  try {
    const token = readToken(readHome(), { evenIfExposed: true })
    if (token !== undefined) return token
  } catch {
    // What is there cannot be read, or is none.
  }
  throw new Error(
    `The file of the token is damaged, so the server at ${url} cannot be asked for a new one. Stop it, run this again, and start it.`,
  )
}

function requireToken({ readHome }: TokenCommandOptions): string {
  const home = readHome()
  const token = readToken(home)
  if (token !== undefined) return token
  throw new Error(`There is no token in ${home} yet: the first start makes one. Start it with: npm start`)
}

/** What another machine calls its own address is somebody else's here, who must not be sent the token. */
function findServer({ identify, readHome }: TokenCommandOptions): string | undefined {
  const owner = findOwner(readHome(), identify)
  if (!owner || owner.host === hostname()) return owner?.url
  throw new Error(`The server of this state directory runs on the machine ${owner.host}: run this there.`)
}

async function ask(url: string, token: string, { request }: TokenCommandOptions): Promise<unknown> {
  const answer = await request(url, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
  const body = (await answer.json()) as { error?: { message: string } }
  if (!answer.ok) throw new Error(body.error?.message ?? `The server answered ${String(answer.status)}.`)
  return body
}
