import type { ExecutionStatus, ShownExecution } from '@specflow/client'

const WORDS: Record<ExecutionStatus, string> = {
  queued: 'queued',
  running: 'running',
  waiting_for_input: 'waits for an answer',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
}

export function statusWords(status: ExecutionStatus): string {
  // A newer server may know more.
  return Object.hasOwn(WORDS, status) ? WORDS[status] : status
}

/** Such as `45 s`, `12 min 3 s`, `2 h 5 min`. */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  if (hours > 0) return `${String(hours)} h ${String(minutes % 60)} min`
  return minutes > 0 ? `${String(minutes)} min ${String(seconds % 60)} s` : `${String(seconds)} s`
}

/** From the start to the end, or to now. */
export function elapsedWords({ cancelledAt, completedAt, startedAt }: Partial<ShownExecution>): string {
  const end = completedAt ?? cancelledAt
  return durationWords((end === undefined ? Date.now() : Date.parse(end)) - Date.parse(startedAt ?? ''))
}

/** Everything about an execution that a person wants to read, a line each. */
export function describeExecution(execution: ShownExecution): string {
  const { costUsd, error, id, input, output, projectName, questionSet, queuedBecause, skill, status } =
    execution
  return [
    `${skill} on ${projectName}: ${statusWords(status)} · ${elapsedWords(execution)}${costWords(costUsd)}`,
    `id        ${id}`,
    ...(input === undefined ? [] : [`input     ${input}`]),
    ...(queuedBecause === undefined ? [] : [`queued    ${queuedBecause}`]),
    ...(error === undefined ? [] : [`error     ${error.code}: ${error.message}`]),
    ...(error?.remedy === undefined ? [] : [`          ${error.remedy}`]),
    ...(output?.message === undefined ? [] : [`message   ${output.message}`]),
    ...(output?.artifacts ?? []).map(
      ({ action, path }) => `artifact  ${path}${action === undefined ? '' : ` (${action})`}`,
    ),
    ...(questionSet?.questions ?? []).flatMap(({ id: key, options, question }) => [
      `question  ${key}: ${question}`,
      ...options.map(
        ({ description, label }) =>
          `          - ${label}${description === undefined ? '' : `: ${description}`}`,
      ),
    ]),
    ...(questionSet === undefined ? [] : [`Answer with: specflowctl answer ${id}`]),
  ].join('\n')
}

function costWords(costUsd: number | undefined): string {
  return costUsd === undefined ? '' : ` · $${costUsd.toFixed(2)}`
}
