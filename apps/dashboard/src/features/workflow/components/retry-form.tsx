'use client'

import { useRouter } from 'next/navigation'
import type { SubmitEvent } from 'react'
import { toast } from '../../../lib/toast.ts'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { useRequestId } from '../../../lib/use-request-id.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useRetry } from '../hooks/use-retry.ts'
import { useTrust } from '../hooks/use-trust.ts'
import { TrustSection } from './trust-box.tsx'

/** Begins the same again and goes to it. */
export function RetryForm({ execution: { id, projectId, skill } }: { execution: WorkflowExecution }) {
  const retry = useRetry()
  const trust = useTrust(projectId, skill)
  const isShut = retry.isPending || retry.isSuccess || trust.isShut
  const router = useRouter()
  const requestIdFor = useRequestId()

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (isShut) return
    retry.mutate(
      { id, ...trust.acknowledgement, requestId: requestIdFor(id) },
      {
        onError: trust.onError,
        onSuccess: (begun) => {
          toast.success(`Started ${begun.skill} again.`)
          router.push(`/executions/${begun.id}`)
        },
      },
    )
  }

  return (
    <form aria-label="Retry" noValidate onSubmit={submit} className="space-y-4">
      <TrustSection trust={trust} />
      <RefusalNotice error={retry.error} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={isShut}>
          {retry.isPending ? 'Starting…' : 'Retry'}
        </Button>
      </div>
    </form>
  )
}
