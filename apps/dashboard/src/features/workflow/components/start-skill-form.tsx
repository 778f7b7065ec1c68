'use client'

import { useRouter } from 'next/navigation'
import { useId, useState, type SubmitEvent } from 'react'
import { toast } from 'sonner'
import type { Project, Skill } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { Hint, Input, Label, Textarea } from '../../../components/ui/field.tsx'
import { useRequestId } from '../../../lib/use-request-id.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useStart } from '../hooks/use-start.ts'
import { readTimeout } from '../read-timeout.ts'
import { StartSummary } from './start-summary.tsx'

/** Asks for what a start needs, starts, and goes to the execution. */
export function StartSkillForm({ project, skill }: { project: Project; skill: Skill }) {
  const [input, setInput] = useState('')
  const [minutes, setMinutes] = useState('')
  const start = useStart()
  const router = useRouter()
  const requestIdFor = useRequestId()
  const id = useId()
  const timeout = readTimeout(minutes)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (start.isPending || start.isSuccess || timeout.problem !== undefined) return
    const content = {
      projectId: project.id,
      skill: skill.name,
      ...(input.trim() !== '' && { input }),
      ...(timeout.ms !== undefined && { timeoutMs: timeout.ms }),
    }
    start.mutate(
      { ...content, requestId: requestIdFor(content) },
      {
        onSuccess: (execution) => {
          toast.success(`Started ${execution.skill}.`)
          router.push(`/executions/${execution.id}`)
        },
      },
    )
  }

  return (
    <form aria-label={`Start ${skill.name}`} noValidate onSubmit={submit} className="space-y-4">
      <StartSummary project={project} />
      <div className="space-y-1.5">
        <Label htmlFor={`${id}input`}>Input (optional)</Label>
        <Textarea
          id={`${id}input`}
          value={input}
          rows={4}
          placeholder={skill.argumentHint}
          onChange={({ target }) => {
            setInput(target.value)
          }}
        />
      </div>
      <div className="space-y-1.5">
        <Label htmlFor={`${id}timeout`}>Time limit of a run, in minutes (optional)</Label>
        <Input
          id={`${id}timeout`}
          value={minutes}
          inputMode="decimal"
          autoComplete="off"
          className="w-32"
          placeholder="as set up"
          aria-invalid={timeout.problem !== undefined}
          aria-describedby={`${id}hint`}
          onChange={({ target }) => {
            setMinutes(target.value)
          }}
        />
        <Hint id={`${id}hint`} className={timeout.problem === undefined ? undefined : 'text-danger'}>
          {timeout.problem ?? 'Time in the queue and time that it waits for answers do not count.'}
        </Hint>
      </div>
      <RefusalNotice error={start.error} />
      <div className="flex justify-end">
        <Button
          type="submit"
          look="primary"
          disabled={start.isPending || start.isSuccess || timeout.problem !== undefined}
        >
          {start.isPending ? 'Starting…' : 'Start'}
        </Button>
      </div>
    </form>
  )
}
