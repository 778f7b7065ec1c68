'use client'

import { ChevronRight, HeartPulse, PencilLine, RotateCcw } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { AgentText } from '../../../components/ui/agent-text.tsx'
import { Button, buttonStyle } from '../../../components/ui/button.tsx'
import { CodeBlock } from '../../../components/ui/code-block.tsx'
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from '../../../components/ui/collapsible.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { visibleText } from '../../../lib/visible-text.ts'
import { HEALTH_PATH } from '../../system/health-path.ts'
import { errorWords, type ErrorAction } from '../error-words.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { FormAction } from '../execution-actions.ts'

/** Why it failed in plain words, what the agent said, what to do, and what it wrote to stderr last. */
export function ErrorPanel({ execution }: { execution: WorkflowExecution }) {
  const { error, legacy } = execution
  if (!error) return null
  const { code, message, stderrTail } = error
  const words = errorWords(code)
  const remedy = words?.remedy ?? error.remedy
  return (
    <Panel title="Error" tone="danger" actions={<code className="text-xs text-danger">{code}</code>}>
      <div className="space-y-3 px-4 py-3 text-sm">
        {words && <p className="font-medium">{words.title}</p>}
        <AgentText text={visibleText(message)} />
        {remedy !== undefined && (
          <p className="rounded-md bg-sunken px-3 py-2">
            <span className="font-medium">What to do:</span> {remedy}
          </p>
        )}
        {words && legacy === undefined && <Actions actions={words.actions} execution={execution} />}
        {stderrTail !== undefined && stderrTail !== '' && <StderrTail text={stderrTail} />}
      </div>
    </Panel>
  )
}

interface ActionsProps {
  actions: readonly ErrorAction[]
  execution: WorkflowExecution
}

function Actions({ actions, execution }: ActionsProps) {
  const [open, setOpen] = useState<FormAction>()
  return (
    <div className="flex flex-wrap gap-2">
      {actions.map((action) => (
        <Action key={action} action={action} onChoose={setOpen} />
      ))}
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

function Action({ action, onChoose }: { action: ErrorAction; onChoose: (action: FormAction) => void }) {
  if (action === 'health') {
    return (
      <Link href={HEALTH_PATH} className={buttonStyle({ size: 'small' })}>
        <HeartPulse aria-hidden />
        Open the health page
      </Link>
    )
  }
  const { icon: Icon, label } = CHOICES[action]
  return (
    <Button
      size="small"
      onClick={() => {
        onChoose(action)
      }}
    >
      <Icon aria-hidden />
      {label}
    </Button>
  )
}

const CHOICES = {
  retry: { icon: RotateCcw, label: 'Try again' },
  'start-again': { icon: PencilLine, label: 'Change input and limit' },
} as const

function StderrTail({ text }: { text: string }) {
  return (
    <Collapsible>
      <CollapsibleTrigger className="group flex items-center gap-1.5 rounded-md text-xs font-medium text-ink-soft hover:text-ink">
        <ChevronRight
          aria-hidden
          className="size-3.5 transition-transform group-data-[state=open]:rotate-90 motion-reduce:transition-none"
        />
        Last lines of stderr
      </CollapsibleTrigger>
      <CollapsibleContent className="mt-1.5">
        <CodeBlock text={visibleText(text)} label="Last lines of stderr" />
      </CollapsibleContent>
    </Collapsible>
  )
}
