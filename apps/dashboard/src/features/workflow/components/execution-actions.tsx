'use client'

import { Reply, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { isTerminal, type ShownExecution, type WorkflowExecution } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { Dialog, DialogContent } from '../../../components/ui/dialog.tsx'
import { CancelButton } from './cancel-button.tsx'
import { ExecutionMenu, type ExecutionAction } from './execution-menu.tsx'
import { FollowUpForm } from './follow-up-form.tsx'
import { RetryForm } from './retry-form.tsx'
import { StartSkillForm } from './start-skill-form.tsx'

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
      <Dialog
        open={open !== undefined}
        onOpenChange={() => {
          setOpen(undefined)
        }}
      >
        {open && <ActionDialog key={open} action={open} execution={execution} />}
      </Dialog>
    </div>
  )
}

function ActionDialog({ action, execution }: { action: ExecutionAction; execution: WorkflowExecution }) {
  const { continues, id, input, projectId, projectName, projectPath, skill, timeoutMs } = execution
  switch (action) {
    case 'follow-up':
      return (
        <DialogContent
          title="Follow up"
          description="The same session goes on with your message, as a new execution that counts its own cost."
        >
          <FollowUpForm execution={execution} />
        </DialogContent>
      )
    case 'retry':
      return (
        <DialogContent
          title={`Retry ${skill}`}
          description={
            continues
              ? 'The same message is sent to its session once more. What was changed in the folder stays.'
              : 'The same skill runs again with the same input, from the beginning. What was changed in the folder stays.'
          }
        >
          <RetryForm execution={execution} />
        </DialogContent>
      )
    case 'start-again':
      return (
        <DialogContent title={`Start ${skill} again`} description={`In ${projectName}, with another input.`}>
          <StartSkillForm
            project={{ id: projectId, path: projectPath }}
            skill={{ name: skill }}
            draftKey={`again.${id}`}
            initial={{ timeoutMs, ...(input !== undefined && !continues && { input }) }}
          />
        </DialogContent>
      )
  }
}
