import { createTRPCClient, httpLink } from '@trpc/client'
import type { AppRouter } from '@specflow/api'
import { WorkflowConnectionError } from '../errors.ts'
import { createJsonFetch, type Fetch } from './json-fetch.ts'
import { readError } from './read-error.ts'
import { repeatWhileAway } from './repeat-while-away.ts'
import { reasonOf } from './sleep.ts'

/** Longer than any answer is kept back for news. */
const ANSWER_LIMIT_MS = 60_000

export interface ConnectionOptions {
  /** Without a path and without a slash at the end. */
  url: string
  token?: string | undefined
  fetch: Fetch
}

export interface AskOptions {
  signal?: AbortSignal | undefined
  /** So long a server that is away is waited for. */
  retryForMs: number
}

type Api = ReturnType<typeof createTRPCClient<AppRouter>>
type Call<T> = (api: Api, options: { signal: AbortSignal }) => Promise<T>

export interface Connection {
  /** For what may arrive twice. An attempt that gets no answer within a minute counts as lost. */
  askSafely<T>(call: Call<T>, options: AskOptions): Promise<T>
  /** Sends it once, and waits for the answer however long it takes. */
  askOnce<T>(call: Call<T>, options: Omit<AskOptions, 'retryForMs'>): Promise<T>
}

/** Every failure is a `WorkflowApiError`, a `WorkflowConnectionError` or the reason of the signal. */
export function connect({ fetch, token, url }: ConnectionOptions): Connection {
  const api = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${url}/api/trpc`,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        fetch: (input, init) =>
          createJsonFetch(url, fetch)(
            input instanceof URL ? input.href : (input as string),
            init as RequestInit,
          ),
      }),
    ],
  })

  /** Listens to the caller's signal only while the request goes on: it may outlive many of them. */
  async function ask<T>(call: Call<T>, signal: AbortSignal | undefined, limitMs?: number): Promise<T> {
    if (signal?.aborted) throw reasonOf(signal)
    const request = new AbortController()
    const giveUp = () => {
      request.abort()
    }
    const timer = limitMs === undefined ? undefined : setTimeout(giveUp, limitMs)
    signal?.addEventListener('abort', giveUp)
    try {
      return await call(api, { signal: request.signal })
    } catch (error) {
      if (signal?.aborted) throw reasonOf(signal)
      if (request.signal.aborted) {
        throw new WorkflowConnectionError(url, `${url} gave no answer within a minute.`, { cause: error })
      }
      throw readError(error, url)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
    }
  }

  return {
    askSafely: (call, { retryForMs, signal }) =>
      repeatWhileAway(() => ask(call, signal, ANSWER_LIMIT_MS), { forMs: retryForMs, signal }),
    askOnce: (call, { signal }) => ask(call, signal),
  }
}
