import { ok, type Check } from '../finding.ts'
import { ROOT_PROBLEM } from './agent.ts'

/** The agent refuses to work as root without permission prompts, unless it is told that this is a sandbox. */
export const checkRoot: Check = async (_survey, probes) => {
  const { problems, status } = await probes.agent()
  const refused = problems.find(({ code }) => code === ROOT_PROBLEM)
  if (refused) return { status: 'problem', detail: refused.message, remedy: refused.remedy }
  if (probes.uid !== 0) return ok(`Runs as user ${String(probes.uid)}, not as root.`)
  if (status.kind === 'demo') return ok('Runs as root, which the demo agent does not mind.')
  return ok('Runs as root, and IS_SANDBOX=1 says that this machine is a sandbox.')
}
