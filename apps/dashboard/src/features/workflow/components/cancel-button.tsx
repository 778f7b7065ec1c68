'use client'

import { toast } from '../../../lib/toast.ts'
import { isTerminal, type ExecutionStatus, type ShownExecution } from '@specflow/workflow/schema'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogTrigger,
} from '../../../components/ui/alert-dialog.tsx'
import { Button } from '../../../components/ui/button.tsx'
import { lookUp } from '../../../lib/look-up.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useCancel } from '../hooks/use-cancel.ts'
import { StopLadder } from './stop-ladder.tsx'

interface CancelButtonProps {
  execution: ShownExecution
  /** Whether it asks for the confirmation. */
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The dialog is gone, and the button that opened it may be too: put the focus somewhere. */
  onClosed: () => void
}

/** Cancels after a confirmation. Stays mounted when the execution ends, so that what the server said stays readable. */
export function CancelButton({
  execution: { id, status, stopProgress },
  open,
  onOpenChange,
  onClosed,
}: CancelButtonProps) {
  const cancel = useCancel()
  const ended = isTerminal(status)
  const isStopping = cancel.isPending && stopProgress !== undefined

  function confirm() {
    cancel.mutate(
      { id },
      {
        onSuccess: () => {
          onOpenChange(false)
          toast.success('Cancelled. Nothing of it is alive any more.')
        },
      },
    )
  }

  function changeOpen(next: boolean) {
    if (next) cancel.reset()
    onOpenChange(next)
  }

  return (
    <AlertDialog open={open} onOpenChange={changeOpen}>
      {!ended && (
        <AlertDialogTrigger asChild>
          <Button look="dangerQuiet">Cancel execution</Button>
        </AlertDialogTrigger>
      )}
      <AlertDialogContent
        title={isStopping ? 'Stopping this execution' : 'Cancel this execution?'}
        description={lookUp(CONSEQUENCES, status, () => UNKNOWN_CONSEQUENCES)}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          onClosed()
        }}
      >
        {isStopping && <StopLadder progress={stopProgress} />}
        <RefusalNotice error={cancel.error} />
        <div className="flex flex-wrap justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button>{ended || cancel.isPending ? 'Close' : 'Keep it'}</Button>
          </AlertDialogCancel>
          {!ended && (
            <Button look="danger" disabled={cancel.isPending} onClick={confirm}>
              {cancel.isPending ? 'Stopping…' : cancel.error ? 'Cancel again' : 'Cancel execution'}
            </Button>
          )}
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}

const UNKNOWN_CONSEQUENCES =
  'Whatever is alive of it is stopped. What it has already changed in the folder stays.'
const ENDED = 'It has ended in the meantime.'

const CONSEQUENCES: Record<ExecutionStatus, string> = {
  queued: 'It has not begun, and will not begin.',
  running:
    'The agent and everything that it started are stopped: first asked to end, then killed. That takes a few seconds. What it has already changed in the folder stays.',
  waiting_for_input: 'Its questions are withdrawn. What it has already changed in the folder stays.',
  completed: ENDED,
  failed: ENDED,
  cancelled: ENDED,
}
