import { EXIT, type ExitCode } from '../exit-codes.ts'
import { follow } from '../follow.ts'
import { findProject } from '../server/find-project.ts'
import type { Session } from '../session.ts'
import { statusWords } from '../terminal/words.ts'

export interface RunOptions {
  project?: string
  wait?: boolean
  timeout?: number
  requestId?: string
  acknowledge?: string
}

export async function run(
  session: Session,
  { input, skill }: { skill: string; input?: string },
  options: RunOptions,
): Promise<ExitCode> {
  const { client, print, world } = session
  const project = await findProject(client, world.directory, options.project)
  const receipt = await client.start({
    projectId: project.id,
    skill,
    input: input === '-' ? await world.readInput() : input,
    timeoutMs: options.timeout,
    requestId: options.requestId,
    acknowledge: options.acknowledge,
  })
  print.emit(receipt)
  print.say(`${skill} on ${project.name}: ${statusWords(receipt.status)}`)
  print.say(`id        ${receipt.id}`)
  if (options.wait) return follow(session, receipt.id)
  print.say(`Wait for it with: specflowctl status ${receipt.id} --wait`)
  return EXIT.completed
}
