'use client'

import './globals.css'
import { Button } from '../components/ui/button.tsx'

/** In place of the whole document, when not even the layout could be shown. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="font-sans antialiased">
        <title>SpecFlow could not be shown</title>
        <main role="alert" className="px-4 py-16 text-center">
          <h1 className="text-xl font-semibold tracking-tight">SpecFlow could not be shown</h1>
          <p className="mx-auto mt-2 max-w-md text-sm text-ink-soft">
            Runs go on, whatever this page does. Reload; if it stays like this, the server’s log says why.
          </p>
          {error.digest !== undefined && (
            <p className="mt-2 font-mono text-xs text-ink-faint">digest {error.digest}</p>
          )}
          <Button
            look="primary"
            className="mt-5"
            onClick={() => {
              window.location.reload()
            }}
          >
            Reload
          </Button>
        </main>
      </body>
    </html>
  )
}
