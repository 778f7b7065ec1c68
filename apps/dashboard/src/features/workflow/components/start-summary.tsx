'use client'

import type { Project } from '@specflow/workflow/schema'
import { Notice } from '../../../components/ui/notice.tsx'
import { describeInstalledAgent } from '../../system/describe-agent.ts'
import { useHealth } from '../../system/hooks/use-health.ts'

/** What will be run where, before it is: a skill may do anything, so nobody should have to guess. */
export function StartSummary({ project }: { project: Project }) {
  const { data: health } = useHealth()
  const kind = health?.agent.kind
  return (
    <div className="space-y-3">
      <dl className="space-y-1.5 rounded-md bg-sunken px-3 py-2.5 text-sm">
        <Line name="Agent">{health ? describeInstalledAgent(health.agent) : 'not known'}</Line>
        <Line name="Folder" mono>
          {project.path}
        </Line>
      </dl>
      {kind === 'demo' ? (
        <Notice tone="attention" title="Demo agent: no model is asked">
          <p>Its questions and its result are made up to show how SpecFlow works.</p>
        </Notice>
      ) : (
        <p className="text-xs text-ink-soft">
          The agent works in this folder without asking for permission: it may change files and run commands.
        </p>
      )}
    </div>
  )
}

function Line({ name, mono = false, children }: { name: string; mono?: boolean; children: string }) {
  return (
    <div className="flex gap-3">
      <dt className="w-14 shrink-0 text-ink-faint">{name}</dt>
      <dd className={mono ? 'min-w-0 wrap-anywhere font-mono text-xs leading-5' : 'min-w-0 wrap-anywhere'}>
        {children}
      </dd>
    </div>
  )
}
