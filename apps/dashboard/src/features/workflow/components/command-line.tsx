'use client'

import { useState } from 'react'
import { shellQuote } from '../../../lib/shell-quote.ts'

const LONG_ARGUMENT = 80

/** The process as a shell would be told it. What is too long to read at a glance, such as the schema, opens on demand. */
export function CommandLine({ executable, args }: { executable: string; args: readonly string[] }) {
  const [isWhole, setWhole] = useState(false)
  const isLong = args.some((arg) => arg.length > LONG_ARGUMENT)
  const words = [executable, ...args.map((arg) => (isWhole ? arg : abbreviate(arg)))]
  return (
    <>
      <code className="block whitespace-pre-wrap wrap-anywhere text-xs leading-5">
        {words.map(shellQuote).join(' ')}
      </code>
      {isLong && (
        <button
          type="button"
          aria-expanded={isWhole}
          className="mt-1 text-xs text-accent hover:underline"
          onClick={() => {
            setWhole(!isWhole)
          }}
        >
          {isWhole ? 'Shorten the command' : 'Show the whole command'}
        </button>
      )}
    </>
  )
}

function abbreviate(arg: string): string {
  return arg.length <= LONG_ARGUMENT ? arg : `${arg.slice(0, 24)}…`
}
