import { DEMO_NOTICE, type Answer, type JsonValue } from '../result/answer.ts'
import { API_ERRORS } from './api-errors.ts'
import { modeOf, numberOf } from './step.ts'
import type { ChosenStep } from './choose-step.ts'

/** What a mode answers. `reply` is the prompt of a resumed run. */
export function modeAnswer({ step, repetition }: ChosenStep, reply: string | undefined): Answer {
  const mode = modeOf(step, 'answer') ?? { name: 'ok' }
  switch (mode.name) {
    case 'ok':
      return completes(reply)
    case 'needs_input':
      return repetition === 0 ? asks(1, 1) : completes(reply)
    case 'multi_round':
      return repetition < numberOf(mode) ? asks(repetition + 1, numberOf(mode)) : completes(reply)
    case 'skill_error':
      return structured({ status: 'error', message: `${DEMO_NOTICE} it was told to report an error.` })
    case 'output':
      return { kind: 'structured', output: JSON.parse(mode.argument ?? 'null') as JsonValue }
    case 'prose':
      return { kind: 'prose', text: `${DEMO_NOTICE} an answer in prose. Shall I go on?` }
    case 'error_envelope':
      return INTERRUPTED
    case 'max_retries':
      return SCHEMA_NEVER_MET
    case 'api_error': {
      const status = numberOf(mode)
      return {
        kind: 'api_error',
        status,
        ...(API_ERRORS.get(status) ?? { text: `API Error: ${String(status)}` }),
      }
    }
    case 'credit':
      return {
        kind: 'api_error',
        status: 400,
        type: 'invalid_request_error',
        text: 'Credit balance is too low',
      }
    case 'not_logged_in':
      return { kind: 'api_error', status: null, text: 'Not logged in · Please run /login' }
    case 'root_refused':
      return { kind: 'refused', message: ROOT_REFUSED }
  }
}

const ROOT_REFUSED =
  '--dangerously-skip-permissions cannot be used with root/sudo privileges for security reasons'

const INTERRUPTED: Answer = {
  kind: 'limit',
  subtype: 'error_during_execution',
  terminalReason: 'aborted_tools',
  error: '[ede_diagnostic] result_type=user last_content_type=n/a stop_reason=tool_use',
  exitCode: 0,
  turns: 3,
}

const SCHEMA_NEVER_MET: Answer = {
  kind: 'limit',
  subtype: 'error_max_structured_output_retries',
  terminalReason: 'structured_output_retry_exhausted',
  error:
    'Failed to provide valid structured output after 5 attempts — last StructuredOutput error: ' +
    'Output does not match required schema: /status: must be equal to one of the allowed values',
  exitCode: 1,
  turns: 6,
}

function completes(reply: string | undefined): Answer {
  const told = reply === undefined ? '' : ` It was told:\n${reply}`
  return structured({ status: 'completed', message: `${DEMO_NOTICE} completed.${told}` })
}

function asks(round: number, rounds: number): Answer {
  return structured({
    status: 'needs_input',
    message: `${DEMO_NOTICE} round ${String(round)} of ${String(rounds)}.`,
    questions: [
      {
        question: `Which database shall round ${String(round)} use?`,
        header: 'Database',
        options: [
          { label: 'PostgreSQL', description: 'A server of its own' },
          { label: 'SQLite', description: 'One file' },
        ],
        multiSelect: false,
      },
    ],
  })
}

function structured(output: Extract<Answer, { kind: 'structured' }>['output']): Answer {
  return { kind: 'structured', output }
}
