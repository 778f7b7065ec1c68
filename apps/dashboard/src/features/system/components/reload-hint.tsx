'use client'

import { Button } from '../../../components/ui/button.tsx'
import { useIsOutdated } from '../../workflow/hooks/use-is-outdated.ts'

/**
 * Says that the server has a newer dashboard than this page, and leaves the moment to the person. Part of every page from
 * the start: what an old page would load only now, the new server does not have any more.
 */
export function ReloadHint() {
  const isOutdated = useIsOutdated()
  return (
    <div role="status">
      {isOutdated && (
        <div className="border-b border-line bg-sunken">
          <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-1.5 text-sm">
            <p>A new version is running. What you have typed is kept.</p>
            <Button
              size="small"
              onClick={() => {
                window.location.reload()
              }}
            >
              Reload
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
