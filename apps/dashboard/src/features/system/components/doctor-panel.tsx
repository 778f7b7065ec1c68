'use client'

import { Stethoscope } from 'lucide-react'
import { Button } from '../../../components/ui/button.tsx'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { sumUpReport } from '../doctor-words.ts'
import { useDoctor } from '../hooks/use-doctor.ts'
import { DoctorTable } from './doctor-table.tsx'
import { RefusalNotice } from './refusal-notice.tsx'

/** Examines the installation when it is asked to; what was found before stays until there is something newer. */
export function DoctorPanel() {
  const { data: report, dataUpdatedAt, error, isFetching, refetch } = useDoctor()
  return (
    <Panel
      title="Doctor"
      actions={
        <Button size="small" disabled={isFetching} onClick={() => void refetch()}>
          <Stethoscope aria-hidden />
          {isFetching ? 'Examining…' : 'Run the doctor'}
        </Button>
      }
    >
      {error && !isFetching && <RefusalNotice error={error} className="m-4" />}
      <p role="status" className={report ? 'px-4 py-3 text-sm' : 'sr-only'}>
        {report && !isFetching && (
          <>
            <span className="font-medium">{sumUpReport(report)}</span>{' '}
            <span className="text-ink-faint">
              Examined at {new Date(dataUpdatedAt).toLocaleTimeString()}.
            </span>
          </>
        )}
        {isFetching && <span className="text-ink-soft">The doctor is looking.</span>}
      </p>
      {report && <DoctorTable report={report} />}
      {!report && isFetching && <LoadingLines label="Examining" count={6} />}
      {!report && !isFetching && !error && (
        <EmptyState title="Not examined yet">
          The doctor checks the agent, the state directory, every record, leftover processes and the disk. It
          changes nothing. <code className="font-mono text-xs">npm run doctor -- --fix</code> repairs what is
          safe.
        </EmptyState>
      )}
    </Panel>
  )
}
