'use client'

import { useMemo, useState } from 'react'
import type { OpenRows } from '../components/open-rows-context.ts'

export function useOpenRows(): OpenRows {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  return useMemo(
    () => ({
      isOpen: (key) => keys.has(key),
      setOpen: (key, open) => {
        setKeys((before) => {
          const after = new Set(before)
          if (open) after.add(key)
          else after.delete(key)
          return after
        })
      },
    }),
    [keys],
  )
}
