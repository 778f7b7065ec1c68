import type { HealthProblem } from '../../schema/index.ts'
import { combine, type Check, type Finding } from '../finding.ts'
import type { AgentFindings } from '../port.ts'

/** Said by the check of root. */
export const ROOT_PROBLEM = 'ROOT_WITHOUT_SANDBOX'

/** The agent that a start gets: found, answering, and of a version that works. */
export const checkAgent: Check = async (_survey, probes) => {
  const findings = await probes.agent()
  const problems = findings.problems.filter(({ code }) => code !== ROOT_PROBLEM)
  return combine(
    problems.map((problem) => findingOf(problem, findings)),
    describe(findings),
  )
}

function findingOf({ code, message, remedy }: HealthProblem, { status }: AgentFindings): Finding {
  switch (code) {
    case 'DEMO_AGENT':
      return { status: 'ok', detail: message }
    case 'AGENT_NOT_FOUND': {
      // Without it the demo agent still runs the sample project, unless it was not to.
      const detail = status.kind === 'demo' ? `${message} The demo agent runs the sample project.` : message
      return { status: status.kind === 'demo' ? 'warning' : 'problem', detail, remedy }
    }
    case 'AGENT_VERSION_KNOWN_BAD':
      return { status: 'problem', detail: message, remedy }
    default:
      return { status: 'warning', detail: message, remedy }
  }
}

function describe({ status: { kind, path, version } }: AgentFindings): string {
  if (kind === 'demo') return 'The demo agent.'
  return `${path ?? 'claude'}${version === undefined ? '' : `, version ${version}`}.`
}
