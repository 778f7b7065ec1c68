import type { AgentDirectory, AgentRunner } from '@specflow/workflow'
import type { HealthProblem, Project } from '@specflow/workflow/schema'
import type { Settings } from './settings.ts'

export interface AgentDirectoryOptions {
  choice: Settings['agent']
  claude: AgentRunner
  demo: AgentRunner
  /** Real path; the one project that the demo agent runs without being asked to. */
  sampleProjectPath: string
}

/** Decides which agent runs a project. No real skill is ever answered by the demo agent unasked. */
export function createAgentDirectory(options: AgentDirectoryOptions): AgentDirectory {
  const { choice, claude, demo } = options
  const runners = { claude, demo }
  return {
    forKind: (kind) => runners[kind],
    forStart: async (project) => {
      const runner = await chooseRunner(options, project)
      await runner.ensureReady()
      return runner
    },
    status: async () => ((await isDemoOnly(options)) ? demo.status() : claude.status()),
    problems: async () => {
      if (choice === 'demo') return [demoByChoice(), ...(await demo.problems())]
      const ofDemo = (await isDemoOnly(options)) ? await demo.problems() : []
      return [...(await claude.problems()), ...ofDemo]
    },
  }
}

/** Where the agent is missing and the demo agent was not asked for, its own refusal names both remedies. */
async function chooseRunner(options: AgentDirectoryOptions, project: Project): Promise<AgentRunner> {
  const { choice, claude, demo, sampleProjectPath } = options
  if (!(await isDemoOnly(options))) return claude
  return choice === 'demo' || project.path === sampleProjectPath ? demo : claude
}

/** Whether the demo agent is all there is: by choice, or because no other was found. */
async function isDemoOnly({ choice, claude }: AgentDirectoryOptions): Promise<boolean> {
  if (choice !== 'auto') return choice === 'demo'
  return (await claude.status()).path === undefined
}

function demoByChoice(): HealthProblem {
  return {
    code: 'DEMO_AGENT',
    message: 'The demo agent runs every project: no model is asked and no real skill is run.',
    remedy: 'Unset SPECFLOW_AGENT and start again to use the installed agent.',
  }
}
