'use client'

import { useId } from 'react'
import { Checkbox } from '../../../components/ui/choice.tsx'
import type { Trust } from '../hooks/use-trust.ts'
import { BroughtList } from './brought-list.tsx'

/** Says that somebody has read what the folder brings. Renders nothing where nobody has to. */
export function TrustBox({ trust: { isRead, setRead, toRead } }: { trust: Trust }) {
  const id = useId()
  if (!toRead) return null
  return (
    <label
      htmlFor={id}
      className="flex cursor-pointer items-start gap-2.5 rounded-md border border-attention-line bg-attention-soft px-3 py-2.5 text-sm font-medium"
    >
      <Checkbox
        id={id}
        checked={isRead}
        onCheckedChange={(checked) => {
          setRead(checked === true)
        }}
      />
      I have read this, it may run on my machine
    </label>
  )
}

/** The same with what there is to read, for a form that shows nothing else of what will run. */
export function TrustSection({ trust }: { trust: Trust }) {
  if (!trust.toRead) return null
  return (
    <section aria-label="To be read first" className="min-w-0 space-y-3">
      <BroughtList brings={trust.toRead.brings} />
      <TrustBox trust={trust} />
    </section>
  )
}
