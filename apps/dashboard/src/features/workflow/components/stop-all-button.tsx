'use client'

import { useState } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { useLoaded } from '../../../lib/use-loaded.ts'

/** There while anything is to be stopped; its dialog is loaded when it is asked for. */
export function StopAllButton({ isAnything }: { isAnything: boolean }) {
  const [StopAllDialog, load] = useLoaded(async () => (await import('./stop-all-dialog.tsx')).StopAllDialog)
  const [open, setOpen] = useState(false)
  return (
    <>
      {isAnything && (
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            void load().then(setOpen)
          }}
        >
          Stop everything
        </Button>
      )}
      {StopAllDialog && (
        <StopAllDialog
          open={open}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </>
  )
}
