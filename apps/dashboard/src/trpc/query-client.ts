import { QueryClient, replaceEqualDeep } from '@tanstack/react-query'
import { backoffMs } from './backoff.ts'
import { keepNewest } from './keep-newest.ts'
import { isTransient } from './refusal.ts'

/** What tRPC calls the queries of `workflow.status`, whatever their input. */
const STATUS_KEY = [['workflow', 'status']]
const STALE_MS = 5_000
const JITTER = 0.2

export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        // What the server rendered is not fetched again at once.
        staleTime: STALE_MS,
        // The server may be this very machine: being offline is no reason not to ask it.
        networkMode: 'always',
        // While a page is rendered on the server, a failure is left to the browser.
        retry: (_failureCount, error) => typeof window !== 'undefined' && isTransient(error),
        retryDelay: (failureIndex) => backoffMs(failureIndex + 1) * (1 + JITTER * Math.random()),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  client.setQueryDefaults(STATUS_KEY, {
    structuralSharing: (shown, arrived) => replaceEqualDeep(shown, keepNewest(shown, arrived)),
  })
  return client
}
