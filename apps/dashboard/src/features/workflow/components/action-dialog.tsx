'use client'

import type { WorkflowExecution } from '@specflow/workflow/schema'
import { Dialog, DialogContent } from '../../../components/ui/dialog.tsx'
import type { FormAction } from '../execution-actions.ts'
import { FollowUpForm } from './follow-up-form.tsx'
import { RetryForm } from './retry-form.tsx'
import { StartSkillForm } from './start-skill-form.tsx'

interface ActionDialogProps {
  /** Absent while it is closed. */
  action: FormAction | undefined
  execution: WorkflowExecution
  onClose: () => void
}

/** The form of what was chosen to be done with an execution that has ended. */
export function ActionDialog({ action, execution, onClose }: ActionDialogProps) {
  return (
    <Dialog open={action !== undefined} onOpenChange={onClose}>
      {action && <ActionContent key={action} action={action} execution={execution} />}
    </Dialog>
  )
}

function ActionContent({ action, execution }: { action: FormAction; execution: WorkflowExecution }) {
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
