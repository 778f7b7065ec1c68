import { CommandFailure } from '../command-failure.ts'
import { EXIT } from '../exit-codes.ts'
import type { FoundServer } from './find-server.ts'

/** A link that signs one browser in; the plain address where the server asks for no token. */
export async function createSignInLink(server: FoundServer): Promise<string> {
  const { body, status } = await post(server, '/api/session/link')
  if (status === 404) return server.url
  if (typeof body.url === 'string') return body.url
  throw refusal(body, status)
}

/** Makes a new token; the old one is out. */
export async function rotateToken(server: FoundServer): Promise<string> {
  const { body, status } = await post(server, '/api/session/rotate')
  if (typeof body.token === 'string') return body.token
  throw refusal(body, status)
}

async function post({ token, url }: FoundServer, path: string) {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` }
  const answer = await fetch(new URL(path, url), { method: 'POST', ...(headers && { headers }) }).catch(
    () => {
      throw new CommandFailure(`No SpecFlow server answers at ${url}.`, EXIT.serverAway)
    },
  )
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
