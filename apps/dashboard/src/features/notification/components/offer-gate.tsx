'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { lazyOrNothing } from '../../../lib/lazy-or-nothing.ts'

const NotificationOffer = lazyOrNothing(
  async () => (await import('./notification-offer.tsx')).NotificationOffer,
)

/** What tRPC calls the mutations that start something. */
const STARTS = ['start', 'followUp', 'retry']

/** Offers notifications to a person who has just started something and may now want to look elsewhere; not before. */
export function OfferGate() {
  const queryClient = useQueryClient()
  const [hasStarted, setHasStarted] = useState(false)
  useEffect(
    () =>
      queryClient.getMutationCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success') return
        const [path] = (event.mutation.options.mutationKey ?? []) as string[][]
        if (path?.[0] === 'workflow' && STARTS.includes(path[1] ?? '')) setHasStarted(true)
      }),
    [queryClient],
  )
  if (!hasStarted) return null
  return (
    <Suspense>
      <NotificationOffer />
    </Suspense>
  )
}
