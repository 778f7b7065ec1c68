import 'server-only'
import { createHydrationHelpers } from '@trpc/react-query/rsc'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { createCaller, describeError, type AppRouter } from '@specflow/api'
import { createServerContext } from '../server/rsc-context.ts'
import { makeQueryClient } from './query-client.ts'

/** One per request: what a layout and its page prefetch is handed over together. */
const getQueryClient = cache(makeQueryClient)

/** `api` calls procedures in this process; what it prefetches, `HydrateClient` hands to the browser's hooks. */
export const { trpc: api, HydrateClient } = createHydrationHelpers<AppRouter>(
  createCaller(createServerContext),
  getQueryClient,
)

/** The one moment at which this request's page is rendered. */
export const serverNowMs = cache(() => Date.now())

/**
 * Shows the not-found page if what a page is about does not exist. Prefetching swallows errors, so this must be asked
 * by a call. An id of the wrong shape cannot exist either.
 */
export async function orNotFound<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call
  } catch (error) {
    if (MISSING.includes(describeError(error).code)) notFound()
    throw error
  }
}

const MISSING = ['EXECUTION_NOT_FOUND', 'PROJECT_NOT_FOUND', 'INVALID_INPUT']
