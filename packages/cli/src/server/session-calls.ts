import { CommandFailure } from '../command-failure.ts'
import { EXIT } from '../exit-codes.ts'
import type { FoundServer } from './find-server.ts'
import { pickSignInLink } from './sign-in-link.ts'

const LONGEST_QUOTE = 300

/** A link that signs one browser in; the plain address where the server asks for no token. */
export async function createSignInLink(server: FoundServer): Promise<string> {
  const { body, status } = await post(server, '/api/session/link')
  if (status === 404) return server.url
  if (status !== 200) throw refusal(body, status)
  const link = pickSignInLink(server.url, body)
  if (link !== undefined) return link
  throw new CommandFailure(
    `${server.url} answered with something that is no sign-in link of its own, and nothing was opened: ${JSON.stringify(body).slice(0, LONGEST_QUOTE)}`,
    EXIT.refused,
  )
}

/** Makes a new token; the old one is out. */
export async function rotateToken(server: FoundServer): Promise<string> {
  const { body, status } = await post(server, '/api/session/rotate')
  if (typeof body.token === 'string') return body.token
  throw refusal(body, status)
}

async function post({ fetch: ask = fetch, token, url }: FoundServer, path: string) {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` }
  const init = { method: 'POST', ...(headers && { headers }) }
  const answer = await ask(new URL(path, url).href, init).catch((error: unknown) => {
    if (error instanceof CommandFailure) throw error
    throw new CommandFailure(`No SpecFlow server answers at ${url}.`, EXIT.serverAway)
  })
  const body: unknown = await answer.json().catch(() => undefined)
  return { status: answer.status, body: isObject(body) ? body : {} }
}

function refusal({ error }: Record<string, unknown>, status: number): CommandFailure {
  const message =
    isObject(error) && typeof error.message === 'string' ? error.message : `It answered ${String(status)}.`
  return new CommandFailure(message, EXIT.refused)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
