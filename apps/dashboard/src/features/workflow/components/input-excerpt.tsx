'use client'

import { useId, useState } from 'react'
import { AgentText } from '../../../components/ui/agent-text.tsx'

const SHOWN_CHARACTERS = 280
const SHOWN_LINES = 3

/** The text that was given with the start, or the message of a follow-up; a long one is cut until it is wanted. */
export function InputExcerpt({ label, text }: { label: string; text: string }) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const isLong = text.length > SHOWN_CHARACTERS || text.split('\n').length > SHOWN_LINES
  return (
    <section aria-label={label} className="max-w-prose">
      <div id={id} className={isOpen ? 'max-h-80 overflow-y-auto' : ''} {...(isOpen && { tabIndex: 0 })}>
        <AgentText text={text} className={`text-[13px] text-ink-soft ${isOpen ? '' : 'line-clamp-3'}`} />
      </div>
      {isLong && (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          className="mt-1 text-[13px] text-accent hover:underline"
          onClick={() => {
            setOpen(!isOpen)
          }}
        >
          {isOpen ? 'Show less' : 'Show all of it'}
        </button>
      )}
    </section>
  )
}
