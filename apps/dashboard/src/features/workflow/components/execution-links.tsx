'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { useSuccessors } from '../hooks/use-successors.ts'
import { statusLook } from '../status-words.ts'

/** Where it comes from, and what came of it. */
export function ExecutionLinks({ execution }: { execution: WorkflowExecution }) {
  const { continues, id, retryOf } = execution
  const successors = useSuccessors(execution)
  if (!continues && retryOf === undefined && successors.length === 0) return null
  return (
    <ul aria-label="Linked executions" className="flex flex-wrap gap-x-4 gap-y-1 text-[13px] text-ink-soft">
      {retryOf !== undefined ? (
        <Linked id={retryOf}>Retry of</Linked>
      ) : (
        continues && <Linked id={continues.executionId}>Continues</Linked>
      )}
      {successors.map((successor) => (
        <Linked key={successor.id} id={successor.id} remark={statusLook(successor.status).label}>
          {successor.retryOf === id ? 'Tried again in' : 'Continued in'}
        </Linked>
      ))}
    </ul>
  )
}

function Linked({ id, remark, children }: { id: string; remark?: string; children: ReactNode }) {
  return (
    <li>
      {children}{' '}
      <Link href={`/executions/${id}`} className="font-mono text-xs text-accent hover:underline">
        {id.slice(0, 8)}
      </Link>
      {remark !== undefined && <span className="text-ink-faint"> · {remark}</span>}
    </li>
  )
}
