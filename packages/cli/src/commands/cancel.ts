import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { Session } from '../session.ts'

/** Answers when nothing of the run is alive any more. */
export async function cancel({ client, print }: Session, id: string): Promise<ExitCode> {
  const execution = await client.cancel(id)
  const { projectName, skill, stop } = execution
  print.emit(execution)
  const ended = stop && stop.seen.length > 0 ? ` ${String(stop.seen.length)} processes were ended.` : ''
  print.say(`${skill} on ${projectName} is cancelled.${ended}`)
  return EXIT.completed
}
