'use client'

import { useState, type ComponentType } from 'react'
import { toast } from './toast.ts'

/**
 * A component that is fetched when it is first wanted. `load` answers whether it is there then: a server that is away is
 * told in a toast, and the next attempt asks again.
 */
export function useLoaded<Props>(
  fetchComponent: () => Promise<ComponentType<Props>>,
): [Component: ComponentType<Props> | undefined, load: () => Promise<boolean>] {
  const [loaded, setLoaded] = useState<{ Component: ComponentType<Props> }>()
  return [
    loaded?.Component,
    async () => {
      try {
        const Component = await fetchComponent()
        setLoaded({ Component })
        return true
      } catch {
        toast.error('This part of the page could not be loaded. Is the server there?')
        return false
      }
    },
  ]
}
