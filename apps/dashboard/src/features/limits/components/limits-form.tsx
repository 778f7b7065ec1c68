'use client'

import { useId, useState, type SubmitEvent } from 'react'
import type { RunLimits } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { Hint, Input, Label } from '../../../components/ui/field.tsx'
import { toast } from '../../../lib/toast.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useSetLimits } from '../hooks/use-set-limits.ts'
import { LIMIT_FIELDS, readLimits, writeLimits, type LimitName } from '../read-limits.ts'

interface LimitsFormProps {
  /** Whose limits these are; of everything together when absent. */
  projectId?: string
  /** As the server has them. */
  limits: RunLimits
  onSaved?: () => void
}

/** The limits of one scope. An empty field is no limit. */
export function LimitsForm({ projectId, limits, onSaved }: LimitsFormProps) {
  const [texts, setTexts] = useState(() => writeLimits(limits))
  const [problems, setProblems] = useState<Partial<Record<LimitName, string>>>({})
  const set = useSetLimits()
  const id = useId()

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (set.isPending) return
    const read = readLimits(texts)
    setProblems(read.problems)
    const [wrong] = Object.keys(read.problems)
    if (wrong !== undefined) {
      document.getElementById(`${id}${wrong}`)?.focus()
      return
    }
    set.mutate(
      { ...(projectId !== undefined && { projectId }), limits: read.limits },
      {
        onSuccess: () => {
          toast.success('The limits are in force.')
          onSaved?.()
        },
      },
    )
  }

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      {LIMIT_FIELDS.map(({ hint, isCount, label, name }) => (
        <div key={name} className="space-y-1.5">
          <Label htmlFor={`${id}${name}`}>{label}</Label>
          <Input
            id={`${id}${name}`}
            value={texts[name]}
            onChange={(event) => {
              setTexts({ ...texts, [name]: event.target.value })
            }}
            inputMode={isCount ? 'numeric' : 'decimal'}
            autoComplete="off"
            placeholder="No limit"
            className="max-w-48"
            aria-invalid={problems[name] !== undefined}
            aria-describedby={`${id}${name}hint`}
          />
          <Hint id={`${id}${name}hint`} isProblem={problems[name] !== undefined}>
            {problems[name] ?? hint}
          </Hint>
        </div>
      ))}
      <RefusalNotice error={set.error} />
      <Button type="submit" look="primary" disabled={set.isPending}>
        {set.isPending ? 'Saving…' : 'Save limits'}
      </Button>
    </form>
  )
}
