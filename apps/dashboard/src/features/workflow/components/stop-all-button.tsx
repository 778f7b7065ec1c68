'use client'

import { useState } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { StopAllDialog } from './stop-all-dialog.tsx'

/** For where anything is to be stopped; what it has come to is told also where that is nothing any more. */
export function StopAllButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        look="quiet"
        size="small"
        className="ml-auto"
        onClick={() => {
          setOpen(true)
        }}
      >
        Stop everything
      </Button>
      <StopAllDialog
        open={open}
        onClose={() => {
          setOpen(false)
        }}
      />
    </>
  )
}
