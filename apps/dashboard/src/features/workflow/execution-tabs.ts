/** The parts of the page of an execution, in the order in which they stand. */
export const EXECUTION_TABS = ['result', 'transcript', 'timeline', 'runs'] as const

export type ExecutionTab = (typeof EXECUTION_TABS)[number]

/** What an address says may be anything. */
export function readExecutionTab(value: string | null | undefined): ExecutionTab | undefined {
  return EXECUTION_TABS.find((tab) => tab === value)
}
