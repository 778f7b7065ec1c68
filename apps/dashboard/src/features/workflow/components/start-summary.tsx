'use client'

import type { Preflight } from '@specflow/workflow/schema'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { describeAgent } from '../../system/describe-agent.ts'
import { usePreflight } from '../hooks/use-preflight.ts'
import type { Trust } from '../hooks/use-trust.ts'
import { BroughtList } from './brought-list.tsx'
import { CommandLine } from './command-line.tsx'
import { TrustBox, TrustSection } from './trust-box.tsx'

interface StartSummaryProps {
  projectId: string
  path: string
  skill: string
  trust: Trust
}

/** What will be run where, before it is: a skill may do anything, so nobody should have to guess. */
export function StartSummary({ projectId, path, skill, trust }: StartSummaryProps) {
  const { data, error } = usePreflight(projectId, skill)
  return (
    <section aria-label="What will run" className="min-w-0 space-y-3">
      {data ? (
        <Summary preflight={data} path={path} trust={trust} />
      ) : error ? (
        <>
          <RefusalNotice error={error} />
          <TrustSection trust={trust} />
        </>
      ) : (
        <LoadingLines label="Looking at what will run" />
      )}
    </section>
  )
}

interface SummaryProps extends Pick<StartSummaryProps, 'path' | 'trust'> {
  preflight: Preflight
}

function Summary({ preflight, path, trust }: SummaryProps) {
  const { agentKind, agentVersion, brings, command, problems } = preflight
  return (
    <>
      {problems.map(({ code, message }) => (
        <Notice key={code} tone="danger" title="It cannot start as things are">
          <p className="wrap-anywhere">{message}</p>
        </Notice>
      ))}
      {command && agentKind === 'demo' && (
        <Notice tone="attention" title="Demo agent: no model is asked">
          <p>Its questions and its result are made up to show how SpecFlow works.</p>
        </Notice>
      )}
      <dl className="space-y-2 rounded-md bg-sunken px-3 py-2.5 text-[13px]">
        {command && (
          <Line name="Agent">
            {describeAgent({ kind: agentKind, ...(agentVersion !== undefined && { version: agentVersion }) })}
          </Line>
        )}
        <Line name="Folder" mono>
          {path}
        </Line>
        <Line name="May do">
          anything without asking for permission: change files, run commands, use the network
        </Line>
        {command && (
          <div>
            <dt className="text-ink-faint">Command</dt>
            <dd className="mt-1">
              <CommandLine executable={command.executable} args={command.arguments} />
            </dd>
          </div>
        )}
      </dl>
      <BroughtList brings={trust.toRead?.brings ?? brings} />
      <TrustBox trust={trust} />
    </>
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
