import { randomUUID } from 'node:crypto'
import type { Answer } from './answer.ts'
import { modelUsageFields, NO_USAGE, RUN_USAGE, usageFields, type Usage } from './usage.ts'

export interface RunFacts {
  sessionId: string
  /** Of the whole session, this run included. */
  totalCostUsd: number
  totalUsage: Usage
  durationMs: number
}

export type ResultAnswer = Exclude<Answer, { kind: 'refused' }>

/** The object that the real command writes at the end of a run, with the fields that it has for this kind of end. */
export function createResultObject(answer: ResultAnswer, facts: RunFacts) {
  const used = consumes(answer)
  return {
    type: 'result',
    session_id: facts.sessionId,
    uuid: randomUUID(),
    duration_ms: facts.durationMs,
    duration_api_ms: used ? facts.durationMs : 0,
    total_cost_usd: facts.totalCostUsd,
    usage: usageFields(used ? RUN_USAGE : NO_USAGE),
    modelUsage: modelUsageFields(facts.totalUsage, facts.totalCostUsd),
    permission_denials: [],
    fast_mode_state: 'off',
    fast_mode_disabled_reason: 'sdk_opt_in_required',
    subagent_stats: NO_SUBAGENTS,
    safety_stops: 0,
    queued_turn_count: 0,
    result_index: 0,
    ...fieldsOf(answer, facts),
  }
}

/** Whether a run with this end claims to have used a model. */
export function consumes(answer: ResultAnswer): boolean {
  return answer.kind !== 'api_error' && answer.kind !== 'local_command'
}

const NO_SUBAGENTS = {
  spawned: 0,
  requested: { background: 0, foreground: 0, unset: 0 },
  started_in_background: 0,
  max_depth: 0,
  spawned_by_subagents: 0,
  completed: 0,
  failed: 0,
  killed: { parent: 0, user: 0, system: 0 },
  refused: { depth_limit: 0, concurrency_limit: 0, budget: 0 },
  by_type: {},
}

function fieldsOf(answer: ResultAnswer, { durationMs }: RunFacts) {
  switch (answer.kind) {
    case 'structured':
      return {
        ...success('tool_use', 2, durationMs),
        result: JSON.stringify(answer.output),
        structured_output: answer.output,
      }
    case 'prose':
      return { ...success('end_turn', 2, durationMs), result: answer.text }
    case 'api_error':
      return {
        subtype: 'success',
        is_error: true,
        num_turns: 1,
        stop_reason: 'stop_sequence',
        terminal_reason: 'api_error',
        api_error_status: answer.status,
        ...(answer.type !== undefined && { api_error_type: answer.type }),
        result: answer.text,
      }
    case 'limit':
      return {
        subtype: answer.subtype,
        is_error: true,
        num_turns: answer.turns,
        stop_reason: 'tool_use',
        terminal_reason: answer.terminalReason,
        errors: [answer.error],
      }
    case 'local_command':
      return {
        subtype: 'success',
        is_error: false,
        num_turns: 0,
        stop_reason: null,
        local_command: answer.command,
        result: answer.text,
      }
  }
}

function success(stopReason: string, turns: number, durationMs: number) {
  return {
    subtype: 'success',
    is_error: false,
    num_turns: turns,
    stop_reason: stopReason,
    terminal_reason: 'completed',
    api_error_status: null,
    ttft_ms: durationMs,
    ttft_stream_ms: durationMs,
    time_to_request_ms: 0,
    first_content_frame_ms: durationMs,
  }
}
