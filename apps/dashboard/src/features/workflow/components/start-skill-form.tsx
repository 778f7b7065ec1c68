'use client'

import { useRouter } from 'next/navigation'
import { useId, useState, type SubmitEvent } from 'react'
import { toast } from '../../../lib/toast.ts'
import type { Project, Skill } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { Hint, Input, Label, Textarea } from '../../../components/ui/field.tsx'
import { submitOnCommandEnter } from '../../../lib/submit-on-command-enter.ts'
import { forgetTextDraft, useTextDraft } from '../../../lib/text-drafts.ts'
import { useRequestId } from '../../../lib/use-request-id.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useStart } from '../hooks/use-start.ts'
import { useTrust } from '../hooks/use-trust.ts'
import { readTimeout, writeTimeout } from '../read-timeout.ts'
import { StartSummary } from './start-summary.tsx'

interface StartSkillFormProps {
  project: Pick<Project, 'id' | 'path'>
  skill: Pick<Skill, 'name' | 'argumentHint'>
  /** Of the input. */
  draftKey: string
  /** What stands in the fields at first. */
  initial?: { input?: string; timeoutMs?: number }
}

/** Asks for what a start needs, starts, and goes to the execution. */
export function StartSkillForm({ project, skill, draftKey, initial = {} }: StartSkillFormProps) {
  const [input, setInput] = useTextDraft(draftKey, initial.input)
  const [limit, setLimit] = useState(writeTimeout(initial.timeoutMs))
  const start = useStart()
  const trust = useTrust(project.id, skill.name)
  const router = useRouter()
  const requestIdFor = useRequestId()
  const id = useId()
  const timeout = readTimeout(limit)
  const isShut = start.isPending || start.isSuccess || timeout.problem !== undefined || trust.isShut

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (isShut) return
    const content = {
      projectId: project.id,
      skill: skill.name,
      ...(input.trim() !== '' && { input }),
      ...(timeout.ms !== undefined && { timeoutMs: timeout.ms }),
    }
    start.mutate(
      { ...content, ...trust.acknowledgement, requestId: requestIdFor(content) },
      {
        onError: trust.onError,
        onSuccess: (execution) => {
          forgetTextDraft(draftKey)
          toast.success(`Started ${execution.skill}.`)
          router.push(`/executions/${execution.id}`)
        },
      },
    )
  }

  return (
    <form aria-label={`Start ${skill.name}`} noValidate onSubmit={submit} className="space-y-4">
      <div className="space-y-1.5">
        <Label htmlFor={`${id}input`}>Input (optional)</Label>
        <Textarea
          id={`${id}input`}
          value={input}
          rows={4}
          placeholder={skill.argumentHint}
          onKeyDown={submitOnCommandEnter}
          onChange={({ target }) => {
            setInput(target.value)
          }}
        />
      </div>
      <div className="space-y-1.5">
        <Label htmlFor={`${id}timeout`}>Time limit of a run (optional)</Label>
        <div className="w-32">
          <Input
            id={`${id}timeout`}
            value={limit}
            autoComplete="off"
            placeholder="as set up"
            aria-invalid={timeout.problem !== undefined}
            aria-describedby={`${id}hint`}
            onChange={({ target }) => {
              setLimit(target.value)
            }}
          />
        </div>
        <Hint id={`${id}hint`} isProblem={timeout.problem !== undefined}>
          {timeout.problem ??
            'Such as 30 (minutes), 90 s or 1 h 30 min. Waiting in the queue or for answers does not count.'}
        </Hint>
      </div>
      <StartSummary projectId={project.id} path={project.path} skill={skill.name} trust={trust} />
      <RefusalNotice error={start.error} />
      <div className="sticky -bottom-5 -mx-5 -mb-5 flex items-center justify-end gap-3 border-t border-line bg-surface px-5 py-3">
        {trust.isShut && (
          <p className="min-w-0 grow text-sm text-attention">Read what the folder brings, and say so.</p>
        )}
        <Button type="submit" look="primary" disabled={isShut}>
          {start.isPending ? 'Starting…' : 'Start'}
        </Button>
      </div>
    </form>
  )
}
