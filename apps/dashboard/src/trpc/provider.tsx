'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { httpLink } from '@trpc/client'
import { useEffect, useState, type ReactNode } from 'react'
import { createServerClock } from '../lib/server-clock.ts'
import { ServerClockProvider } from '../lib/use-server-clock.tsx'
import { askAgain } from './ask-again.ts'
import { trpc } from './client.ts'
import { createServerConnection } from './connection.ts'
import { createObservedFetch } from './observed-fetch.ts'
import { makeQueryClient } from './query-client.ts'
import { ServerConnectionContext } from './use-connection.ts'

/** Everything that talks to the server or knows about it. `renderedAtMs` is the server's time at the first paint. */
export function ApiProvider({ renderedAtMs, children }: { renderedAtMs: number; children: ReactNode }) {
  const [{ queryClient, client, clock, connection }] = useState(createApi)

  useEffect(
    () =>
      connection.subscribe(() => {
        const { reachable, signedOut } = connection.getState()
        if (reachable && !signedOut) void askAgain(queryClient)
      }),
    [connection, queryClient],
  )

  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <ServerConnectionContext value={connection}>
          <ServerClockProvider clock={clock} renderedAtMs={renderedAtMs}>
            {children}
          </ServerClockProvider>
        </ServerConnectionContext>
      </QueryClientProvider>
    </trpc.Provider>
  )
}

function createApi() {
  const clock = createServerClock()
  const connection = createServerConnection()
  // One request per call: a batch would make every status wait for the slowest query beside it.
  const client = trpc.createClient({
    links: [httpLink({ url: '/api/trpc', fetch: createObservedFetch({ connection, clock }) })],
  })
  return { queryClient: makeQueryClient(), client, clock, connection }
}
