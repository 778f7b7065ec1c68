import 'server-only'
import { headers } from 'next/headers'
import type { ApiContext } from '@specflow/api'
import { createApiContext } from './api-context.ts'
import { getContainer } from './container-instance.ts'
import { guardPage } from './guard/guard-request.ts'

/** The context of procedures that a page calls while it is rendered. */
export async function createServerContext(): Promise<ApiContext> {
  const container = getContainer()
  guardPage(container.guard, await headers())
  return createApiContext(container)
}
