import type { Health, HealthProblem } from '@specflow/workflow/schema'

const REASONS = ['DEMO_AGENT', 'AGENT_NOT_FOUND']

/** Why the demo agent is what runs. Told with its banner, and so not once more among the problems. */
export function demoReason({ agent, problems }: Health): HealthProblem | undefined {
  return agent.kind === 'demo' ? problems.find(({ code }) => REASONS.includes(code)) : undefined
}
