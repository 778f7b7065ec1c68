import { CircleStop, PencilLine, Reply, RotateCcw, SquareTerminal, Terminal } from 'lucide-react'
import { isTerminal, type WorkflowExecution } from '@specflow/workflow/schema'
import { askForAction } from '../workflow/action-requests.ts'
import { curlCommand, resumeCommand } from '../workflow/commands.ts'
import { copyAndTell } from '../workflow/copy-and-tell.ts'
import type { ExecutionAction } from '../workflow/execution-actions.ts'
import { canFollowUp, canRetry } from '../workflow/execution-facts.ts'
import type { PaletteCommand } from './command.ts'

/** What can be done with the execution that the page shows, through the same dialogs as its buttons. */
export function executionCommands(execution: WorkflowExecution): PaletteCommand[] {
  const ask = (action: ExecutionAction) => () => {
    askForAction(execution.id, action)
  }
  const copy = (what: string, text: string) => () => void copyAndTell(what, text)
  const resume = resumeCommand(execution)
  return [
    !isTerminal(execution.status) && {
      id: 'cancel',
      title: 'Cancel this execution',
      icon: CircleStop,
      keywords: ['stop', 'kill'],
      run: ask('cancel'),
    },
    canFollowUp(execution) && {
      id: 'follow-up',
      title: 'Follow up',
      icon: Reply,
      keywords: ['continue', 'message'],
      run: ask('follow-up'),
    },
    canRetry(execution) && { id: 'retry', title: 'Retry', icon: RotateCcw, run: ask('retry') },
    { id: 'start-again', title: 'Start again with other input', icon: PencilLine, run: ask('start-again') },
    {
      id: 'copy-curl',
      title: 'Copy as curl',
      icon: SquareTerminal,
      run: copy('The curl command', curlCommand(execution, window.location.origin)),
    },
    resume !== undefined && {
      id: 'copy-resume',
      title: 'Copy resume command',
      icon: Terminal,
      run: copy('The resume command', resume),
    },
  ].filter((command) => command !== false)
}
