'use client'

import { Ellipsis, Hash, Link2, PencilLine, RotateCcw, SquareTerminal, Terminal } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../../../components/ui/dropdown-menu.tsx'
import type { ExecutionAction } from '../execution-actions.ts'
import { curlCommand, resumeCommand } from '../commands.ts'
import { copyAndTell } from '../copy-and-tell.ts'

interface ExecutionMenuProps {
  execution: WorkflowExecution
  /** On a phone, where its button has no room. */
  offersRetry: boolean
  onChoose: (action: ExecutionAction) => void
}

export function ExecutionMenu({ execution, offersRetry, onChoose }: ExecutionMenuProps) {
  const resume = resumeCommand(execution)
  return (
    // Not modal: what else is on the page stays within reach, also of a screen reader.
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button size="mediumIcon" aria-label="More actions">
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {offersRetry && (
          <DropdownMenuItem
            className="sm:hidden"
            onSelect={() => {
              onChoose('retry')
            }}
          >
            <RotateCcw aria-hidden />
            Retry
          </DropdownMenuItem>
        )}
        <DropdownMenuItem
          onSelect={() => {
            onChoose('start-again')
          }}
        >
          <PencilLine aria-hidden />
          Start again with other input
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <CopyItem what="The curl command" text={() => curlCommand(execution, window.location.origin)}>
          <SquareTerminal aria-hidden />
          Copy as curl
        </CopyItem>
        {resume !== undefined && (
          <CopyItem what="The resume command" text={() => resume}>
            <Terminal aria-hidden />
            Copy resume command
          </CopyItem>
        )}
        <CopyItem what="The id" text={() => execution.id}>
          <Hash aria-hidden />
          Copy id
        </CopyItem>
        <CopyItem what="The link" text={() => `${window.location.origin}/executions/${execution.id}`}>
          <Link2 aria-hidden />
          Copy link
        </CopyItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

interface CopyItemProps {
  what: string
  text: () => string
  children: ReactNode
}

function CopyItem({ what, text, children }: CopyItemProps) {
  return (
    <DropdownMenuItem
      onSelect={() => {
        void copyAndTell(what, text())
      }}
    >
      {children}
    </DropdownMenuItem>
  )
}
