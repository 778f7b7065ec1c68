'use client'

import { Reply, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { ShownExecution } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import type { ExecutionAction } from '../execution-actions.ts'
import { canFollowUp, canRetry } from '../execution-facts.ts'
import { useActionRequests } from '../hooks/use-action-requests.ts'
import { ActionDialog } from './action-dialog.tsx'
import { CancelButton } from './cancel-button.tsx'
import { ExecutionMenu } from './execution-menu.tsx'

interface ExecutionActionsProps {
  execution: ShownExecution
  onCancelClosed: () => void
}

/** What can be done with an execution now: the likeliest as a button, on a phone the only one, and the rest in a menu. */
export function ExecutionActions({ execution, onCancelClosed }: ExecutionActionsProps) {
  const [open, setOpen] = useState<ExecutionAction>()
  const offersRetry = canRetry(execution)
  const offersFollowUp = canFollowUp(execution)
  useActionRequests(execution.id, setOpen)
  return (
    <div className="flex items-center gap-2">
      <CancelButton
        execution={execution}
        open={open === 'cancel'}
        onOpenChange={(next) => {
          setOpen(next ? 'cancel' : undefined)
        }}
        onClosed={onCancelClosed}
      />
      {offersFollowUp && (
        <Button
          look="primary"
          onClick={() => {
            setOpen('follow-up')
          }}
        >
          <Reply aria-hidden />
          Follow up
        </Button>
      )}
      {offersRetry && (
        <Button
          look={offersFollowUp ? 'secondary' : 'primary'}
          className={offersFollowUp ? 'max-sm:hidden' : ''}
          onClick={() => {
            setOpen('retry')
          }}
        >
          <RotateCcw aria-hidden />
          Retry
        </Button>
      )}
      <ExecutionMenu execution={execution} offersRetry={offersRetry && offersFollowUp} onChoose={setOpen} />
      <ActionDialog
        action={open === 'cancel' ? undefined : open}
        execution={execution}
        onClose={() => {
          setOpen(undefined)
        }}
      />
    </div>
  )
}
