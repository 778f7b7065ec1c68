import type { WorkflowExecution } from '@specflow/workflow/schema'
import { CopyButton } from '../../../components/ui/copy-button.tsx'
import { resumeCommand } from '../commands.ts'

/** The agent's conversation, and the way into it from a terminal. Of the demo agent there is none. */
export function SessionLine({ execution }: { execution: WorkflowExecution }) {
  const { sessionId } = execution
  const command = resumeCommand(execution)
  if (sessionId === undefined) return null
  return (
    <p className="flex min-h-8 min-w-0 items-center gap-1.5 text-[13px] text-ink-faint">
      <span className="shrink-0">Session</span>
      <code className="min-w-0 truncate text-xs text-ink-soft">{sessionId}</code>
      {command === undefined ? (
        <CopyButton text={sessionId} label="Copy session id" />
      ) : (
        <CopyButton text={command} label="Copy resume command" />
      )}
    </p>
  )
}
