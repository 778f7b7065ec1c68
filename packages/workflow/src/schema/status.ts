export const EXECUTION_STATUSES = [
  'queued',
  'running',
  'waiting_for_input',
  'completed',
  'failed',
  'cancelled',
] as const

export const TERMINAL_STATUSES = ['completed', 'failed', 'cancelled'] as const

export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number]

export function isTerminal(status: ExecutionStatus): boolean {
  return (TERMINAL_STATUSES as readonly ExecutionStatus[]).includes(status)
}
