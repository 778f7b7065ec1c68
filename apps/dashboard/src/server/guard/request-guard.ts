import { WorkflowError } from '@specflow/workflow'
import type { Addresses } from '../session/addresses.ts'
import type { Authority } from '../session/authority.ts'
import { isOpenToAll } from './open-targets.ts'

/** What the guard looks at; the same for the raw request in front and for the handlers behind it. */
export interface GuardedRequest {
  method: string
  /** As it stands on the request line. */
  target: string
  /** Every Host header, as it came. */
  hosts: readonly string[]
  header(name: GuardedHeader): string | undefined
}

export type GuardedHeader = 'origin' | 'sec-fetch-site' | 'authorization' | 'cookie'

/** Answers why a request is refused, or `undefined` when it may pass. */
export type RequestGuard = (request: GuardedRequest) => WorkflowError | undefined

const READING_METHODS = ['GET', 'HEAD']
const API_METHODS = [...READING_METHODS, 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** A path of this server: no other host, no second slash or backslash that a browser would read as one. */
const LOCAL_TARGET = /^\/(?![\\/])[^\\]*$/

export interface RequestGuardOptions {
  addresses: Addresses
  /** Absent: whoever reaches the port is let in, as the operator wants it. */
  authority?: Pick<Authority, 'recognize'>
}

/**
 * Keeps out what a browser was tricked into sending, who has no token, and everything that is not meant for this server.
 * Whoever gets past it can run commands as the user, so each rule is an allow-list.
 */
export function createRequestGuard({ addresses, authority }: RequestGuardOptions): RequestGuard {
  const { hosts, origins } = addresses
  return ({ method, target, hosts: given, header }) => {
    const [host] = given
    if (given.length !== 1 || host === undefined || !hosts.includes(host.toLowerCase())) {
      return refuseHost(given, hosts)
    }
    if (!LOCAL_TARGET.test(target) || !isDecodable(target)) {
      return new WorkflowError(
        'INVALID_INPUT',
        'The request target must be a path that begins with one slash, percent-encoded as UTF-8.',
      )
    }
    const origin = header('origin')
    if (origin !== undefined && !origins.includes(origin)) {
      return refusePage(`it comes from a page of ${JSON.stringify(origin.slice(0, 200))}`)
    }
    const site = header('sec-fetch-site')
    if (
      !READING_METHODS.includes(method) &&
      site !== undefined &&
      site !== 'same-origin' &&
      site !== 'none'
    ) {
      return refusePage('the browser says that another site sent it')
    }
    if (authority && !isOpenToAll(method, target)) {
      const credential = authority.recognize({
        authorization: header('authorization'),
        cookie: header('cookie'),
      })
      if (credential === undefined) return refuseStranger()
    }
    // Last, so that a page of another site learns nothing about what is possible here.
    const methods = isApiTarget(target) ? API_METHODS : READING_METHODS
    if (!methods.includes(method)) {
      return new WorkflowError(
        'METHOD_NOT_ALLOWED',
        `${method} is not possible here. Allowed: ${methods.join(', ')}.`,
        {
          details: { allowed: methods },
        },
      )
    }
    return undefined
  }
}

/** Whether the answer is read by a program rather than by a person. The page about the API is a page, which Next lets be posted to. */
export function isApiTarget(target: string): boolean {
  return /^\/api(?:[/?]|$)/.test(target) && !/^\/api\/docs(?:[/?]|$)/.test(target)
}

/** Next answers 500 to a path that it cannot decode. */
function isDecodable(target: string): boolean {
  try {
    decodeURIComponent(target.replace(/\?.*/s, ''))
    return true
  } catch {
    return false
  }
}

function refuseHost(given: readonly string[], allowed: readonly string[]): WorkflowError {
  const named =
    given.length === 1
      ? `the Host ${JSON.stringify(given[0]?.slice(0, 200))}`
      : `${String(given.length)} Host headers`
  return new WorkflowError(
    'FORBIDDEN',
    `The request names ${named}. SpecFlow answers to ${allowed.join(', ')} only: open http://${String(allowed[0])}, ` +
      'or send one of these as the Host. The setting SPECFLOW_ALLOWED_HOSTS adds names.',
  )
}

function refusePage(because: string): WorkflowError {
  return new WorkflowError(
    'FORBIDDEN',
    `The request is refused, because ${because}. Only SpecFlow's own pages, and programs that send no Origin, may ask for this.`,
  )
}

function refuseStranger(): WorkflowError {
  return new WorkflowError(
    'UNAUTHORIZED',
    'This needs the token of the server. Programs send it as "Authorization: Bearer <token>": it is in the file "token" of the ' +
      'state directory, and "npm run token -- --show" prints it. Browsers are signed in by the link that "npm run token" prints.',
  )
}
