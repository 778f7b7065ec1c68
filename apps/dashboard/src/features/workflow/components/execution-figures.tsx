import type { ReactNode } from 'react'
import type { Usage, WorkflowExecution } from '@specflow/workflow/schema'
import { formatCost, formatCount } from '../../../lib/format.ts'
import { endedAt } from '../execution-facts.ts'
import { Elapsed } from './elapsed.tsx'

/** What it has taken so far. A figure that is not known is a dash, never a zero. */
export function ExecutionFigures({ execution }: { execution: WorkflowExecution }) {
  const { startedAt, costUsd, numTurns, usage } = execution
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4">
      <Figure name="Elapsed">
        <Elapsed since={startedAt} until={endedAt(execution)} />
      </Figure>
      <Figure name="Cost">{costUsd === undefined ? undefined : formatCost(costUsd)}</Figure>
      <Figure name="Turns">{numTurns}</Figure>
      <Figure name="Tokens" remark={usage && describeUsage(usage)}>
        {usage && `${formatCount(tokensIn(usage))} in, ${formatCount(usage.outputTokens)} out`}
      </Figure>
    </dl>
  )
}

function Figure({
  name,
  remark,
  children,
}: {
  name: string
  remark?: string | undefined
  children: ReactNode
}) {
  return (
    <div className="bg-surface px-4 py-2.5">
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd
        className="mt-0.5 text-sm font-medium tabular-nums"
        title={children === undefined ? 'Not known yet' : remark}
      >
        {children ?? '–'}
      </dd>
    </div>
  )
}

function tokensIn({ inputTokens, cacheCreationInputTokens, cacheReadInputTokens }: Usage): number {
  return inputTokens + cacheCreationInputTokens + cacheReadInputTokens
}

function describeUsage({ inputTokens, cacheCreationInputTokens, cacheReadInputTokens }: Usage): string {
  return `In: ${String(inputTokens)} new, ${String(cacheReadInputTokens)} read from the cache, ${String(cacheCreationInputTokens)} written to it`
}
