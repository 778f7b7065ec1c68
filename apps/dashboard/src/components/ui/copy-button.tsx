'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { copyText } from '../../lib/copy-text.ts'
import { Button } from './button.tsx'

interface CopyButtonProps {
  text: string
  /** What the button is called, such as "Copy the resume command". */
  label: string
  size?: 'icon' | 'smallIcon'
  className?: string
}

const SHOWN_MS = 2_000

/** Says by its icon for a moment, and aloud, that it has copied; what kept it from that is said in a toast. */
export function CopyButton({ text, label, size = 'icon', className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => {
      setCopied(false)
    }, SHOWN_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [copied])

  return (
    <>
      <Button
        look="quiet"
        size={size}
        aria-label={label}
        title={label}
        className={className}
        onClick={() => {
          void copyText(text).then(setCopied)
        }}
      >
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      </Button>
      <span aria-live="polite" className="sr-only">
        {copied && 'Copied.'}
      </span>
    </>
  )
}
