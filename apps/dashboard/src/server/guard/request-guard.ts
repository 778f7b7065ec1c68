import { WorkflowError } from '@specflow/workflow'

/** What the guard looks at; the same for the raw request in front and for the handlers behind it. */
export interface GuardedRequest {
  method: string
  /** As it stands on the request line. */
  target: string
  /** Every Host header, as it came. */
  hosts: readonly string[]
  header(name: 'origin' | 'sec-fetch-site'): string | undefined
}

/** Answers why a request is refused, or `undefined` when it may pass. */
export type RequestGuard = (request: GuardedRequest) => WorkflowError | undefined

const READING_METHODS = ['GET', 'HEAD']
const API_METHODS = [...READING_METHODS, 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** A path of this server: no other host, no second slash or backslash that a browser would read as one. */
const LOCAL_TARGET = /^\/(?![\\/])[^\\]*$/

/**
 * Keeps out what a browser was tricked into sending, and everything that is not meant for this server. Whoever gets
 * past it can run commands as the user, so each rule is an allow-list.
 */
export function createRequestGuard({ port }: { port: number }): RequestGuard {
  const hosts = allowedHosts(port)
  const origins = hosts.map((host) => `http://${host}`)
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

/** Whether the answer is read by a program rather than by a person. */
export function isApiTarget(target: string): boolean {
  return /^\/api(?:[/?]|$)/.test(target)
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

function allowedHosts(port: number): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]']
  const withPort = names.map((name) => `${name}:${String(port)}`)
  return port === 80 ? [...withPort, ...names] : withPort
}

function refuseHost(given: readonly string[], allowed: readonly string[]): WorkflowError {
  const named =
    given.length === 1
      ? `the Host ${JSON.stringify(given[0]?.slice(0, 200))}`
      : `${String(given.length)} Host headers`
  return new WorkflowError(
    'FORBIDDEN',
    `The request names ${named}. SpecFlow answers to ${allowed.join(', ')} only: open http://${String(allowed[0])}, ` +
      'or send one of these as the Host.',
  )
}

function refusePage(because: string): WorkflowError {
  return new WorkflowError(
    'FORBIDDEN',
    `The request is refused, because ${because}. Only SpecFlow's own pages, and programs that send no Origin, may ask for this.`,
  )
}
