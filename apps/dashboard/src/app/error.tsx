'use client'

import { Button } from '../components/ui/button.tsx'

/** What went wrong stays in the server's log, under the digest: the browser is told no more. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <div role="alert" className="py-16 text-center">
      <h1 className="text-xl font-semibold tracking-tight">This page could not be shown</h1>
      <p className="mx-auto mt-2 max-w-md text-sm text-ink-soft">
        Runs go on, whatever this page does. Try again; if it stays like this, the server’s log says why.
      </p>
      {error.digest !== undefined && (
        <p className="mt-2 font-mono text-xs text-ink-faint">digest {error.digest}</p>
      )}
      <Button look="primary" className="mt-5" onClick={reset}>
        Try again
      </Button>
    </div>
  )
}
