import type { HTTPLinkOptions } from '@trpc/client'
import type { AppRouter } from '@specflow/api'
import type { ServerClock } from '../lib/server-clock.ts'
import type { ServerConnection } from './connection.ts'

interface Observers {
  connection: ServerConnection
  clock: ServerClock
}

const UNAUTHORIZED = 401

type LinkFetch = NonNullable<HTTPLinkOptions<AppRouter['_def']['_config']['$types']>['fetch']>

/** `fetch` that tells the connection and the clock what it sees. */
export function createObservedFetch({ connection, clock }: Observers): LinkFetch {
  return async (input, init) => {
    try {
      const response = await fetch(input, init as RequestInit)
      // While the server starts, or where a forwarding proxy answers in its place, there is an answer but none of the API.
      if (isJson(response)) {
        clock.observe(response.headers.get('date'))
        connection.answered(response.status !== UNAUTHORIZED)
      } else {
        connection.failed()
      }
      return response
    } catch (error) {
      // A request that the page itself gave up says nothing about the server.
      if (!init?.signal?.aborted) connection.failed()
      throw error
    }
  }
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.includes('application/json') ?? false
}
