import { EXIT, type ExitCode } from '../exit-codes.ts'
import { follow } from '../follow.ts'
import type { Session } from '../session.ts'
import { describeExecution } from '../terminal/words.ts'

/** Of one execution; of the server where none is named. */
export async function status(
  session: Session,
  id: string | undefined,
  { wait = false }: { wait?: boolean },
): Promise<ExitCode> {
  const { client, print, server } = session
  if (id === undefined) return serverStatus(session)
  if (wait) return follow(session, id)
  const execution = await client.status(id, { retryForMs: 0 })
  print.emit(execution)
  print.say(describeExecution(execution))
  return EXIT.completed

  async function serverStatus({ client }: Session): Promise<ExitCode> {
    const health = await client.health({ retryForMs: 0 })
    const { agent, problems, runs, stateDirectory, version } = health
    print.emit({ url: server.url, ...health })
    print.say(`SpecFlow ${version} at ${server.url}`)
    print.say(`state     ${stateDirectory}`)
    print.say(`agent     ${agent.kind === 'demo' ? 'the demo agent' : (agent.path ?? 'none was found')}`)
    print.say(`runs      ${String(runs.active)} live, ${String(runs.queued)} queued`)
    for (const { message, remedy } of problems) print.say(`note      ${message} ${remedy}`)
    return EXIT.completed
  }
}
