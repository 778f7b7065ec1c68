'use client'

import type { ComponentType } from 'react'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/**
 * How a part of a page is loaded that is only loaded when it is needed: where that fails, because the server is away or
 * has another version by now, the part says so and the rest of the page stays.
 */
export function orNotLoaded<Props>(load: () => Promise<ComponentType<Props>>) {
  return async (): Promise<{ default: ComponentType<Props> }> => ({
    default: await load().catch(() => PartNotLoaded),
  })
}

function PartNotLoaded() {
  return (
    <Notice
      tone="danger"
      title="This part of the page could not be loaded"
      role="alert"
      className="basis-full"
    >
      <p>The server is away, or has a new version that this page does not know.</p>
      <Button
        size="small"
        onClick={() => {
          window.location.reload()
        }}
      >
        Reload the page
      </Button>
    </Notice>
  )
}
