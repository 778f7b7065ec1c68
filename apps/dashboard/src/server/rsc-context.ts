import 'server-only'
import { headers } from 'next/headers'
import type { ApiContext } from '@specflow/api'
import { createApiContext } from './api-context.ts'
import { getContainer } from './container-instance.ts'
import { guardPage } from './guard/guard-request.ts'

/**
 * For the layout around every page: without it a page would be rendered that the guard in front should have kept back.
 * @throws WorkflowError why the page is refused.
 */
export async function requireAllowed(): Promise<void> {
  guardPage(getContainer().guard, await headers())
}

/** The context of procedures that a page calls while it is rendered. */
export async function createServerContext(): Promise<ApiContext> {
  const container = getContainer()
  guardPage(container.guard, await headers())
  return createApiContext(container)
}
