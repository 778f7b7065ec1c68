'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Button } from '../../../components/ui/button.tsx'
import { formatDuration } from '../../../lib/format.ts'
import { useServerClock } from '../../../lib/use-server-clock.tsx'
import { askAgain } from '../../../trpc/ask-again.ts'
import { useConnection } from '../../../trpc/use-connection.ts'

/** While the server cannot be reached, or does not know this browser any more. What is shown and written stays. */
export function ConnectionBanner() {
  const { signedOut, unreachableSinceMs, lastAnswerMs } = useConnection()
  const queryClient = useQueryClient()
  if (!signedOut && unreachableSinceMs === undefined) return null
  return (
    <div className="border-b border-danger-line bg-danger-soft">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2 text-sm text-danger">
        <p>
          <span role="alert">
            {unreachableSinceMs === undefined
              ? 'Signed out: the token was changed.'
              : `Server not reachable since ${new Date(unreachableSinceMs).toLocaleTimeString()}.`}
          </span>{' '}
          What you see is <DataAge lastAnswerMs={lastAnswerMs} /> old. Runs go on; this page catches up by
          itself.
        </p>
        <Button
          size="small"
          onClick={() => {
            if (signedOut) location.reload()
            else void askAgain(queryClient)
          }}
        >
          {signedOut ? 'Sign in' : 'Try now'}
        </Button>
      </div>
    </div>
  )
}

/** Apart, so that a screen reader is told of the outage once and not every second. */
function DataAge({ lastAnswerMs }: { lastAnswerMs: number }) {
  // Both ends of this span are the browser's own, so its clock is the right one; the server's only ticks.
  const age = useServerClock(() => formatDuration(Date.now() - lastAnswerMs))
  return <span className="tabular-nums">{age}</span>
}
