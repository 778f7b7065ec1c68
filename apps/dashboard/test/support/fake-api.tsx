import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { configure } from '@testing-library/react'
import { TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import type { AppRouter } from '@specflow/api'
import type { WorkflowErrorCode } from '@specflow/workflow/schema'
import { trpc } from '../../src/trpc/client.ts'
import { makeQueryClient } from '../../src/trpc/query-client.ts'

// Waiting ends when the state is there; the bound is for a machine that has other things to do.
configure({ asyncUtilTimeout: 10_000 })
vi.setConfig({ testTimeout: 20_000 })

export interface Call {
  path: string
  input: unknown
}

export interface FakeApi {
  calls: Call[]
  queryClient: QueryClient
  wrapper: (props: { children: ReactNode }) => ReactNode
}

/** The real hooks over the real query client; instead of the network, `answer` gives the output or throws. */
export function createFakeApi(answer: (call: Call) => unknown): FakeApi {
  const calls: Call[] = []
  const queryClient = makeQueryClient()
  const link: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        const call = { path: op.path, input: op.input }
        calls.push(call)
        Promise.resolve()
          .then(() => answer(call))
          .then(
            (data) => {
              observer.next({ result: { type: 'data', data } })
              observer.complete()
            },
            (error: unknown) => {
              observer.error(error as TRPCClientError<AppRouter>)
            },
          )
      })
  const client = trpc.createClient({ links: [link] })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </trpc.Provider>
  )
  return { calls, queryClient, wrapper }
}

/** What the client throws when the server refuses. */
export function refusal(
  workflowCode: WorkflowErrorCode,
  message: string,
  details?: Record<string, unknown>,
): TRPCClientError<AppRouter> {
  return TRPCClientError.from({
    error: {
      code: -32_000,
      message,
      data: { code: 'CONFLICT', httpStatus: 409, workflowCode, ...(details && { details }) },
    },
  })
}

/** What the client throws when there is no server. */
export function noAnswer(): TRPCClientError<AppRouter> {
  return TRPCClientError.from(new TypeError('fetch failed'))
}
