'use client'

import type { ReactNode } from 'react'
import { isTerminal, type WorkflowExecution } from '@specflow/workflow/schema'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../../../components/ui/tabs.tsx'
import { TranscriptPanel } from '../../transcript/components/transcript-panel.tsx'
import { EXECUTION_TABS, type ExecutionTab } from '../execution-tabs.ts'
import { useExecutionTab } from '../hooks/use-execution-tab.ts'
import { ResultTab } from './result-tab.tsx'
import { RunsPanel } from './runs-panel.tsx'
import { TimelinePanel } from './timeline-panel.tsx'

const LABELS: Record<ExecutionTab, string> = {
  result: 'Result',
  transcript: 'Transcript',
  timeline: 'Timeline',
  runs: 'Runs',
}

/** What came of an execution and how it went, one part at a time; only the part that is shown is there. */
export function ExecutionTabPanels({ execution }: { execution: WorkflowExecution }) {
  const [tab, choose] = useExecutionTab(isTerminal(execution.status) ? 'result' : 'transcript')
  const panels: Record<ExecutionTab, ReactNode> = {
    result: <ResultTab execution={execution} />,
    transcript: <TranscriptPanel execution={execution} />,
    timeline: <TimelinePanel execution={execution} />,
    runs: <RunsPanel execution={execution} />,
  }
  return (
    <Tabs value={tab} onValueChange={choose}>
      <TabsList aria-label="Parts of the execution">
        {EXECUTION_TABS.map((name) => (
          <TabsTrigger key={name} value={name}>
            {LABELS[name]}
            {name === 'runs' && execution.runs.length > 1 && (
              <span className="text-xs font-normal text-ink-faint tabular-nums">{execution.runs.length}</span>
            )}
          </TabsTrigger>
        ))}
      </TabsList>
      {EXECUTION_TABS.map((name) => (
        <TabsContent key={name} value={name} className="mt-4 min-h-64 space-y-5">
          {panels[name]}
        </TabsContent>
      ))}
    </Tabs>
  )
}
