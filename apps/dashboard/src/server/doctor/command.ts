import { homedir } from 'node:os'
import { join } from 'node:path'
import { createPlatform, createProcessRunner } from '@specflow/process-runner'
import { createDoctor, redactSecrets, repair } from '@specflow/workflow'
import type { DoctorReport } from '@specflow/workflow/schema'
import { restoreEnvironment } from '../agent-environment.ts'
import { createAgents } from '../container.ts'
import type { Launch } from '../launch.ts'
import { readSettings } from '../settings.ts'
import { DOCTOR_USAGE, readDoctorArguments } from './arguments.ts'
import { printReport } from './print-report.ts'
import { createDoctorProbes } from './probes.ts'

export interface DoctorCommandOptions {
  arguments: readonly string[]
  launch: Pick<Launch, 'version' | 'environment' | 'ownBinDirectories' | 'demoAgentPath'>
  /** Columns of the terminal. */
  width: number
  print(text: string): void
  complain(text: string): void
}

const ALL_WELL = 0
const PROBLEMS_LEFT = 1
const COULD_NOT_LOOK = 2

/** `npm run doctor`, given its arguments. Answers the exit code. */
export async function runDoctorCommand(options: DoctorCommandOptions): Promise<number> {
  const given = readDoctorArguments(options.arguments)
  if ('unknown' in given) {
    options.complain(`Unknown argument: ${given.unknown}\n\n${DOCTOR_USAGE}`)
    return COULD_NOT_LOOK
  }
  if (given.help) {
    options.print(DOCTOR_USAGE)
    return ALL_WELL
  }
  try {
    const report = await examine(options, given.fix)
    options.print(given.json ? `${JSON.stringify(report, undefined, 2)}\n` : printReport(report, options))
    return report.ok ? ALL_WELL : PROBLEMS_LEFT
  } catch (error) {
    options.complain(`${redactSecrets(error instanceof Error ? error.message : String(error))}\n`)
    return COULD_NOT_LOOK
  }
}

async function examine({ launch }: DoctorCommandOptions, fix: boolean): Promise<DoctorReport> {
  const settings = readSettings(launch.environment.seen, homedir())
  const platform = createPlatform()
  const { home } = settings
  const agents = createAgents(
    // It starts no run, so its id does not matter.
    {
      settings,
      launch,
      platform,
      stateDirectory: { path: home, workflowsPath: join(home, 'workflows'), homeId: '' },
    },
    restoreEnvironment(launch.environment),
  )
  const probes = createDoctorProbes({ agents, platform })
  const { sweep } = createProcessRunner({ platform })
  const repairs = fix ? await repair({ home, probes, sweep, version: launch.version }) : undefined
  const report = await createDoctor({ home, probes }).examine()
  return { ...report, ...(repairs && { repairs }) }
}
