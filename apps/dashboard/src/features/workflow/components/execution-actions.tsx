'use client'

import { Reply, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { isTerminal, type ShownExecution } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { CancelButton } from './cancel-button.tsx'
import { ExecutionMenu, type ExecutionAction } from './execution-menu.tsx'

interface ExecutionActionsProps {
  execution: ShownExecution
  onCancelClosed: () => void
}

/** What can be done with an execution now: the likeliest as a button, on a phone the only one, and the rest in a menu. */
export function ExecutionActions({ execution, onCancelClosed }: ExecutionActionsProps) {
  const [open, setOpen] = useState<ExecutionAction>()
  const canRetry = isTerminal(execution.status) && execution.legacy === undefined
  const canFollowUp = canRetry && execution.sessionId !== undefined
  return (
    <div className="flex items-center gap-2">
      <CancelButton execution={execution} onClosed={onCancelClosed} />
      {canFollowUp && (
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
      {canRetry && (
        <Button
          look={canFollowUp ? 'secondary' : 'primary'}
          className={canFollowUp ? 'hidden sm:inline-flex' : ''}
          onClick={() => {
            setOpen('retry')
          }}
        >
          <RotateCcw aria-hidden />
          Retry
        </Button>
      )}
      <ExecutionMenu execution={execution} offersRetry={canRetry && canFollowUp} onChoose={setOpen} />
      <ActionDialog
        action={open}
        execution={execution}
        onClose={() => {
          setOpen(undefined)
        }}
      />
    </div>
  )
}
