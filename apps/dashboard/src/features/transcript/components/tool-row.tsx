'use client'

import { CircleX } from 'lucide-react'
import { CodeBlock } from '../../../components/ui/code-block.tsx'
import { visibleText } from '../../../lib/visible-text.ts'
import { readableInput } from '../readable-input.ts'
import type { ToolCall, ToolResult, TranscriptRow } from '../transcript-rows.ts'
import { Disclosure } from './disclosure.tsx'
import { LeftOut } from './left-out.tsx'
import { SubAgent, type RenderRow } from './sub-agent.tsx'
import { ToolIcon } from './tool-icon.tsx'

interface ToolRowProps {
  row: Extract<TranscriptRow, { kind: 'tool' }>
  executionId: string
  isLive: boolean
  renderRow: RenderRow
}

/** One call of a tool: a line, and behind it what the tool was given and what it gave back. */
export function ToolRow({ row: { key, call, result }, executionId, isLive, renderRow }: ToolRowProps) {
  const isError = result?.isError === true
  const startsAgent = call?.name === 'Agent' || call?.name === 'Task' || result?.agentId !== undefined
  return (
    <Disclosure
      name={key}
      tone={isError ? 'danger' : 'plain'}
      icon={isError ? <CircleX aria-hidden /> : <ToolIcon name={call?.name} />}
      summary={<Summary call={call} />}
      mark={<Progress result={result} isLive={isLive} />}
    >
      {call && <Input call={call} />}
      {startsAgent && (
        <SubAgent
          executionId={executionId}
          isLive={isLive && result === undefined}
          agentId={result?.agentId}
          callId={call?.id}
          renderRow={renderRow}
        />
      )}
      {result && <Output result={result} />}
    </Disclosure>
  )
}

/** The tool in words, and what it was given as the code that it is. */
function Summary({ call }: { call: ToolCall | undefined }) {
  if (!call) return 'A result whose call stands further up'
  const { name, summary } = call
  const given = visibleText(
    summary.startsWith(name) ? summary.slice(name.length).replace(/^: ?| /, '') : summary,
  )
  return (
    <>
      <span className="font-medium text-ink">{visibleText(name)}</span>
      {given !== '' && <span className="ml-2 font-mono text-xs">{given}</span>}
    </>
  )
}

function Progress({ result, isLive }: { result: ToolResult | undefined; isLive: boolean }) {
  if (result) return result.isError ? <span className="text-xs">failed</span> : null
  return isLive ? (
    <span className="flex items-center gap-1.5 text-xs text-active">
      <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-active" />
      at work
    </span>
  ) : (
    <span className="text-xs text-ink-faint">no result</span>
  )
}

function Input({ call }: { call: ToolCall }) {
  return (
    <div className="space-y-1">
      <p className="text-xs text-ink-faint">Input</p>
      <CodeBlock text={visibleText(readableInput(call))} label={`Input of ${call.name}`} />
      <LeftOut bytes={call.truncatedBytes} />
    </div>
  )
}

function Output({ result: { text, isError, truncatedBytes } }: { result: ToolResult }) {
  return (
    <div className="space-y-1">
      <p className="text-xs text-ink-faint">{isError ? 'Error' : 'Output'}</p>
      {text === '' ? (
        <p className="text-xs text-ink-faint">Nothing</p>
      ) : (
        <CodeBlock
          text={visibleText(text)}
          label={isError ? 'Error' : 'Output'}
          tone={isError ? 'danger' : 'plain'}
        />
      )}
      <LeftOut bytes={truncatedBytes} />
    </div>
  )
}
