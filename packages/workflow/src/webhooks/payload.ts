import { redactSecrets } from '../redact.ts'
import { summarize, type Question, type WorkflowExecution } from '../schema/index.ts'
import type { ExecutionHappening } from './events.ts'
import type { WebhookPayload } from './port.ts'

const MAX_TEXT = 1_000
const MAX_QUESTIONS = 10
const MAX_OPTIONS = 20

export interface PayloadLinks {
  answerUrl?: string
  url?: string
}

/**
 * What is sent of an event: who and what, never the output. It leaves the machine, so that secrets of known shapes are taken out of
 * every text of the agent's or the user's, and it stays small whatever they wrote.
 */
export function createPayload(
  execution: WorkflowExecution,
  { at, event, id, questions }: ExecutionHappening,
  { answerUrl, url }: PayloadLinks,
): WebhookPayload {
  return {
    type: `execution.${event}`,
    id,
    at,
    execution: cleanTexts(summarize(execution)),
    ...(questions && { questions: questions.slice(0, MAX_QUESTIONS).map(shorten) }),
    ...(answerUrl !== undefined && { answerUrl }),
    ...(url !== undefined && { url }),
  }
}

function shorten({ header, id, multiSelect, options, question }: Question): Question {
  return {
    id,
    question: clean(question),
    ...(header !== undefined && { header: clean(header) }),
    options: options.slice(0, MAX_OPTIONS).map(({ description, label }) => ({
      label: clean(label),
      ...(description !== undefined && { description: clean(description) }),
    })),
    multiSelect,
  }
}

function cleanTexts<T extends object>(values: T): T {
  const entries = Object.entries(values).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? clean(value) : value,
  ])
  return Object.fromEntries(entries) as T
}

/** Before it is cut: half a secret is one that no pattern knows. */
function clean(text: string): string {
  const safe = redactSecrets(text)
  return safe.length <= MAX_TEXT ? safe : `${safe.slice(0, MAX_TEXT - 1).trimEnd()}…`
}
