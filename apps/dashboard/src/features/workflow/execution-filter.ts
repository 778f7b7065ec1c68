import { EXECUTION_STATUSES, type ExecutionStatus, type ListFilter } from '@specflow/workflow/schema'

/** What a person narrows a list by; what is empty narrows nothing. */
export interface ExecutionFilter {
  status: ExecutionStatus | ''
  skill: string
  text: string
}

export const NO_FILTER: ExecutionFilter = { status: '', skill: '', text: '' }

export function toListFilter({ skill, status, text }: ExecutionFilter): ListFilter {
  const trimmed = text.trim()
  return {
    ...(status !== '' && { status: [status] }),
    ...(skill !== '' && { skill }),
    ...(trimmed !== '' && { text: trimmed.slice(0, 200) }),
  }
}

export function isFiltering(filter: ExecutionFilter): boolean {
  return Object.keys(toListFilter(filter)).length > 0
}

/** Any other text, such as one from an address that somebody wrote by hand, is no status. */
export function readStatus(text: string): ExecutionStatus | '' {
  return EXECUTION_STATUSES.find((status) => status === text) ?? ''
}
