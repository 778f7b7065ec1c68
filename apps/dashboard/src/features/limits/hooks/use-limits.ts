'use client'

import { trpc } from '../../../trpc/client.ts'

export function useLimits() {
  return trpc.limits.get.useQuery()
}
