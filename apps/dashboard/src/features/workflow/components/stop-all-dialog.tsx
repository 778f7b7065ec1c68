'use client'

import { AlertDialog, AlertDialogCancel, AlertDialogContent } from '../../../components/ui/alert-dialog.tsx'
import { Button } from '../../../components/ui/button.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { pluralize } from '../../../lib/format.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useStopAll } from '../hooks/use-stop-all.ts'

interface StopAllDialogProps {
  open: boolean
  onClose: () => void
}

/** Asks once more, and says what could not be stopped. */
export function StopAllDialog({ open, onClose }: StopAllDialogProps) {
  const stopAll = useStopAll()
  const notStopped = stopAll.data?.notStopped ?? []

  function confirm() {
    stopAll.mutate(undefined, {
      onSuccess: (all) => {
        if (all.notStopped.length === 0) onClose()
      },
    })
  }

  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <AlertDialogContent
        title="Stop everything now?"
        description="Everything that runs or is queued is cancelled, in all projects. What waits for an answer stays as it is, and so does what was changed in the folders."
        onCloseAutoFocus={(event) => {
          // Where everything is stopped, the button that opened it is gone.
          event.preventDefault()
          document.getElementById('main')?.focus()
        }}
      >
        <RefusalNotice error={stopAll.error} />
        {notStopped.length > 0 && (
          <Notice
            tone="danger"
            title={`${pluralize(notStopped.length, 'execution')} could not be stopped`}
            role="alert"
          >
            <ul className="space-y-1">
              {notStopped.map(({ error, id }) => (
                <li key={id} className="wrap-anywhere">
                  {error.message}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button>{stopAll.isPending || stopAll.data ? 'Close' : 'Keep them'}</Button>
          </AlertDialogCancel>
          <Button look="danger" disabled={stopAll.isPending} onClick={confirm}>
            {stopAll.isPending ? 'Stopping…' : stopAll.data ? 'Stop again' : 'Stop everything'}
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}
