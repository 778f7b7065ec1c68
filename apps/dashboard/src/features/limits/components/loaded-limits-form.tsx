'use client'

import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useLimits } from '../hooks/use-limits.ts'
import { LimitsForm } from './limits-form.tsx'

interface LoadedLimitsFormProps {
  projectId?: string
  onSaved?: () => void
}

/** The form, once it is known what holds: nobody is to overwrite limits unseen. */
export function LoadedLimitsForm({ projectId, onSaved }: LoadedLimitsFormProps) {
  const { data: all, error } = useLimits()
  if (!all) return error ? <RefusalNotice error={error} /> : <LoadingLines label="Loading the limits" />
  const limits = projectId === undefined ? all.global : (all.projects[projectId] ?? {})
  return (
    <LimitsForm
      // What somebody else has set meanwhile is shown.
      key={JSON.stringify(limits)}
      limits={limits}
      {...(projectId !== undefined && { projectId })}
      {...(onSaved && { onSaved })}
    />
  )
}
